import { h } from '../base/dom.js';
import { count, duration, known, number, prose, ranges, time } from '../base/format.js';
import { rebalancesOften, tone } from '../base/levels.js';
import { chip, name } from '../base/parts.js';
import { table } from '../base/table.js';

const HOUR = 3600000;

const startOf = ({ start }) => new Date(start).getTime();

/** The number of the last hour's rebalances if there are many, and their most frequent cause. */
export function frequent(group) {
	const causes = new Map();
	for (const rebalance of group.rebalances) {
		if (Date.now() - startOf(rebalance) < HOUR && rebalance.kind !== 'assigned') {
			const { cause, causeText, remedy } = rebalance;
			causes.set(cause, { why: 'most often because ' + causeText, remedy, amount: (causes.get(cause)?.amount || 0) + 1 });
		}
	}
	// Each is a row on all instances that took part, and old rows are left out: they tell causes, not how many there were.
	const [cause] = [...causes.values()].sort((a, b) => b.amount - a.amount);
	return rebalancesOften(group) && { ...cause, words: number(group.rebalancesLastHour) + ' in the last hour' };
}

const key = ({ listener, start, instance }) => listener + start + instance;

export function rebalancesView(group) {
	const { rebalances } = group;
	const many = frequent(group);
	return [
		h('div', { key: 'many' }, many && h('p.callout warn', h('strong', 'Rebalances: ' + many.words, many.why && ', ' + many.why, '. '), prose(many.remedy))),
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
	['Moved', 16, ({ assigned, revoked, lost, kept }) => [['assigned ', assigned], ['revoked ', revoked], ['lost ', lost], ['kept ', kept]]
		.filter(([, moved]) => moved?.length).map(([verb, moved]) => verb + ranges(moved)).join(' · ') || 'nothing'],
	['Longest pause', 7, (row) => known(row, 'longestPauseSeconds', duration), { end: true }],
	['Listener', 12, ({ listener, instance }) => h('span.cut', name(listener), instance && ' · ' + instance)]
];
