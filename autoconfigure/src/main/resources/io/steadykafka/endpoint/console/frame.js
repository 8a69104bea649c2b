import { h } from './base/dom.js';
import { ago, count, prose, time } from './base/format.js';
import { status } from './base/levels.js';
import { name } from './base/parts.js';
import { route } from './base/route.js';
import { state } from './base/state.js';

const HEADLINES = { gone: 'Application gone', slow: 'Application slow', proxy: 'Request failed', failed: 'Request failed', session: 'Session expired', forbidden: 'Not allowed', missing: 'Endpoint missing', unknown: 'Not found' };

export function title(answer) {
	const { group } = route();
	return (group === null ? '' : group + (answer ? ' – ' + status(answer) : '') + ' · ') + 'Kafka console';
}

export function header() {
	const { group } = route();
	const { group: about, operations, user, reason, asking } = state.access;
	const [tone, word] = state.problem || state.away && !state.away.only ? ['bad', 'Not live'] : state.at ? ['ok', 'Live'] : ['none', 'Loading'];
	return [
		h('nav', { 'aria-label': 'Where you are' }, h('a.brand', { href: '#/', 'aria-current': group === null && 'page' },
			h('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' }, h('path', { d: 'M2 11l4-5 3 3 5-6M2 14h12' })), 'Kafka groups'),
		group !== null && [h('span', { 'aria-hidden': 'true' }, '/'), h('span.cut', { title: group }, name(group))]),
		h('span.cut', { id: 'access', title: reason }, about !== undefined && !asking && (!operations.length ? ['Read-only', reason && ': ' + reason] : user && user !== 'unknown' ? ['Operating as ', name(user)] : 'You may operate')),
		h('span', { id: 'live', class: tone }, word)
	];
}

export function banner(sample) {
	const { problem, at } = state;
	const values = (since) => [' Values are of ', time(since), ', ', h('span', { 'aria-hidden': 'true' }, ago(since)), '.'];
	if (problem) {
		return h('div.bad', { key: problem.kind }, h('strong', HEADLINES[problem.kind] || 'Request refused', ': '), problem.message, /[.?]$/.test(problem.message) ? ' ' : '. ',
			problem.kind === 'session' ? h('button', { type: 'button', onclick: () => location.reload() }, 'Sign in again') : 'The page keeps trying.', at && values(new Date(at).toISOString()));
	}
	return sample && h('div.warn', { key: 'broker' }, h('strong', 'Brokers do not answer', sample.only && [' for ', affected(sample.only)], ': '), prose(sample.failure), sample.failingSince && [', since ', time(sample.failingSince)], '.',
		sample.sampledAt ? values(sample.sampledAt) : ' No values yet.');
}

/** A few groups by name, and where they are. */
function affected(groups) {
	const clusters = [...new Set(groups.map(({ cluster }) => cluster))];
	return [groups.length > 3 ? count(groups.length, 'group') : groups.map(({ group }, index) => [index > 0 && ', ', name(group)]), ' (', name(clusters.join('; ')), ')'];
}
