import { h } from '../base/dom.js';
import { count, number, time } from '../base/format.js';
import { at, chip, name } from '../base/parts.js';
import { table } from '../base/table.js';

export const sum = ({ partitions }, field) => partitions.reduce((total, partition) => total + (partition[field] || 0), 0);

export const summary = (plan) => count(plan.partitions.length, 'partition') + ', ' + count(sum(plan, 'again'), 'record') + ' again, ' + number(sum(plan, 'leftOut')) + ' left out';

export function planTable(group, { partitions, dryRun }) {
	const logs = new Map(group.partitions.map((partition) => [at(partition), partition]));
	const place = (offset, timestamp) => offset === null ? 'no commit' : [number(offset), timestamp && h('small', time(timestamp))];
	return table('plan', dryRun ? 'What would be done' : 'What was done', partitions, at, [
		['Partition', 9, (row) => [name(row.topic), '-' + row.partition], { head: true }],
		['Before', 7, (row) => place(row.before, row.timestampBefore), { end: true }],
		['After', 7, (row) => place(row.after, row.timestampAfter), { end: true }],
		['On the log', 12, (row) => log(row, logs.get(at(row)))],
		['Again', 6, ({ again }) => number(again || 0), { end: true }],
		['Left out', 6, ({ leftOut }) => leftOut ? h('b.bad', number(leftOut)) : '0', { end: true }],
		[dryRun ? 'Owner' : 'Done', 10, ({ done, owner }) => dryRun ? h('small', owner) : chip(done ? 'done' : 'not done')],
		['Note', 11, ({ note }) => note]
	], 'No partition.', (row) => ({ 'data-partition': at(row) }));
}

/** The log as a bar from its start to its end, with what is read again or left out. */
function log({ before, after, leftOut }, { start = 0, end = 0 } = {}) {
	const places = [before, after].filter((offset) => offset !== null);
	const low = Math.min(start ?? Infinity, ...places);
	const high = Math.max(end ?? 0, ...places, low + 1);
	const left = (offset) => (100 * (offset - low) / (high - low)).toFixed(2) + '%';
	return h('span.log', { title: 'The log from ' + number(low) + ' to ' + number(high) },
		places.length > 1 && h('i', { class: leftOut ? 'bad' : 'info', style: { left: left(Math.min(...places)), width: left(Math.abs(before - after) + low) } }),
		before !== null && h('i.mark', { style: { left: left(before) } }), after !== null && h('i.mark new', { style: { left: left(after) } }));
}
