// What a state means: a tone, which is a colour, and a rank. The word is always beside it.

const TONES = {
	bad: ['blocked', 'stuck', 'backlog', 'failed', 'partly failed', 'lost', 'DOWN', 'OUT_OF_SERVICE', 'down', 'cannot work', 'loses or doubles', 'not done'],
	warn: ['retrying', 'dead lettering', 'unowned', 'behind', 'stopped', 'not started', 'revoked', 'DEGRADED', 'warning', 'curing', 'unwise', 'no members',
		'many rebalances', 'not reporting', 'ended early'],
	info: ['paused', 'rebalancing', 'standby', 'yours'],
	ok: ['flowing', 'normal', 'caught up', 'running', 'assigned', 'UP', 'steady-kafka', 'healthy', 'reporting', 'done']
};
const RANK = { bad: 3, warn: 2, info: 1, none: 1, ok: 0 };
const MANY_REBALANCES = 6;

export const tone = (word) => Object.keys(TONES).find((each) => TONES[each].includes(word)) || 'none';

export const rank = (word) => RANK[tone(word)];

/** What holds a partition, or else how far behind it is. */
export const heat = ({ state, level }) => state && state !== 'flowing' ? state : level || 'not known';

/** The worst that can be said of a group. */
export const status = (group) => troubles(group)[0] || (group.level === null && group.state) || (group.state ? 'healthy' : 'not known');

export const SHARED = 'Not possible here: members of a share group share its partitions.';

export const operable = ({ type, listeners }) => type !== 'share' && !listeners.some(({ assigned }) => assigned === null);

export const rebalancesOften = ({ rebalancesLastHour }) => rebalancesLastHour >= MANY_REBALANCES;

/** The sample of it that brokers no longer answer. */
export const silent = ({ groupSample, lagSample }) => [groupSample, lagSample].find((sample) => sample?.failure);

/** That brokers no longer answer for groups: since when and why, and for which groups if they do for others. */
export function outage(groups) {
	const affected = groups.filter(silent);
	return affected.length > 0 && { ...silent(affected[0]), only: affected.length < groups.length && affected };
}

/** Of another instance: the first of its listeners that does not run counts. */
export const condition = ({ stale, listeners }) => stale ? 'not reporting' : listeners.map(stateOf).find((state) => state !== 'running') || 'reporting';

const stateOf = (listener) => listener.split(': ').pop();

/** All that is wrong with it, here and in other instances, the worst first. */
export function troubles(group) {
	const { listeners, instances, state } = group;
	const reporting = instances.filter(({ stale }) => !stale);
	const states = [...listeners.map((listener) => listener.state), ...reporting.flatMap((instance) => instance.listeners.map(stateOf))];
	const is = (...words) => states.some((each) => words.includes(each));
	return [
		['not known', silent(group)],
		['blocked', group.blockedRecords],
		['failed', is('failed', 'partly failed')],
		['backlog', group.level === 'backlog'],
		['retrying', group.retryingRecords],
		['behind', group.level === 'behind'],
		['no members', group.here && group.lag && (state === 'Empty' || state === 'Dead')],
		['stopped', is('stopped', 'not started')],
		['not reporting', reporting.length < instances.length],
		['many rebalances', rebalancesOften(group)],
		['paused', is('paused') || listeners.some(({ pauses }) => pauses.length) || reporting.some(({ paused }) => paused.length)],
		['rebalancing', /Rebalanc|Reconcil|Assigning/.test(state)]
	].filter(([, holds]) => holds).map(([word]) => word);
}
