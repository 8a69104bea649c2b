import { h } from '../base/dom.js';
import { count, duration, known, prose, ranges, time } from '../base/format.js';
import { tone } from '../base/levels.js';
import { chip, name } from '../base/parts.js';
import { table } from '../base/table.js';

const HOUR = 3600000;
const MANY = 3;

const startOf = ({ start }) => new Date(start).getTime();

/** Causes of many rebalances of the last hour, the most frequent first. */
export function frequent({ rebalances }) {
	const causes = new Map();
	for (const rebalance of rebalances) {
		if (Date.now() - startOf(rebalance) < HOUR && rebalance.kind !== 'assigned') {
			const { cause, causeText, remedy } = rebalance;
			causes.set(cause, { words: causeText, remedy, amount: (causes.get(cause)?.amount || 0) + 1 });
		}
	}
	return [...causes.values()].filter(({ amount }) => amount >= MANY).sort((a, b) => b.amount - a.amount);
}

const key = ({ listener, start, instance }) => listener + start + instance;

export function rebalancesView(group) {
	const { rebalances } = group;
	return [
		h('div', { key: 'many' }, frequent(group).map(({ words, amount, remedy }) => h('p.callout', { class: 'warn' },
			h('strong', count(amount, 'rebalance') + ' in the last hour because ' + words + '. '), prose(remedy)))),
		rebalances.length > 0 && line(rebalances),
		table('rebalances', 'Rebalances', rebalances, key, rebalanceColumns, group.rebalancesUnknown || 'None is known.')
	];
}

/** A line from the first rebalance to now. */
function line(rebalances) {
	const from = Math.min(...rebalances.map(startOf));
	const span = Math.max(60000, Date.now() - from) * 1.02;
	const share = (millis) => (100 * millis / span).toFixed(2) + '%';
	return h('div.timeline', { key: 'line' }, h('div', { role: 'img', 'aria-label': count(rebalances.length, 'rebalance') + ' since ' + new Date(from).toLocaleTimeString() },
		rebalances.map((each) => h('i', {
			key: key(each), class: tone(each.kind), title: new Date(each.start).toLocaleTimeString() + ', ' + each.kind + ': ' + each.causeText,
			style: { left: share(startOf(each) - from), width: share((each.durationSeconds || 0) * 1000) }
		}))), h('span', time(new Date(from).toISOString())), h('span.legend', ['assigned', 'revoked', 'lost'].map((kind) => h('span', { class: tone(kind) }, kind))), h('span', 'now'));
}

const rebalanceColumns = [
	['When', 7, ({ start }) => time(start), { head: true }],
	['Took', 5, (row) => known(row, 'durationSeconds', duration), { end: true }],
	['Kind', 7, ({ kind }) => chip(kind)],
	['Cause', 15, ({ causeText, remedy }) => h('details', h('summary', causeText || 'not known'), h('p.note', prose(remedy)))],
	['Moved', 16, ({ assigned, revoked, lost, kept }) => [['got ', assigned], ['gave up ', revoked], ['lost ', lost], ['kept ', kept]]
		.filter(([, moved]) => moved?.length).map(([verb, moved]) => verb + ranges(moved)).join(' · ') || 'nothing'],
	['Longest pause', 7, (row) => known(row, 'longestPauseSeconds', duration), { end: true }],
	['Listener', 12, ({ listener, instance }) => h('span.cut', name(listener), instance && ' · ' + instance)]
];
