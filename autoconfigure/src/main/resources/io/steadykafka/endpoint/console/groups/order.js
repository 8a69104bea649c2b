import { rank, status, troubles } from '../base/levels.js';

const SETTLES_AFTER = 20000;

let order = { groups: '', ranks: new Map(), at: 0 };

/** Ranks and lags, to sort by: they worsen at once and change else late, so that rows do not jump. */
export function ranked(groups) {
	// Too little is known of others' groups.
	const ranks = new Map(groups.map((group) => [group.group, { rank: group.here || troubles(group).length ? rank(status(group)) : 0, lag: group.lag || 0 }]));
	const names = [...ranks.keys()].join('\n');
	if (names !== order.groups || Date.now() - order.at > SETTLES_AFTER || [...ranks].some(([group, value]) => value.rank > order.ranks.get(group).rank)) {
		order = { groups: names, ranks, at: Date.now() };
	}
	return order.ranks;
}
