import { rank, status, troubles } from '../base/levels.js';

const SETTLES_AFTER = 20000;

let order = { groups: '', ranks: new Map(), at: 0 };

/** Ranks that worsen at once and get better late, so that rows do not jump. */
export function ranked(groups) {
	// Too little is known of others' groups.
	const ranks = new Map(groups.map((group) => [group.group, group.here || troubles(group).length ? rank(status(group)) : 0]));
	const names = [...ranks.keys()].join('\n');
	if (names !== order.groups || Date.now() - order.at > SETTLES_AFTER || [...ranks].some(([group, value]) => value > order.ranks.get(group))) {
		order = { groups: names, ranks, at: Date.now() };
	}
	return order.ranks;
}
