import { h } from '../base/dom.js';
import { duration, known, number, trend } from '../base/format.js';
import { points } from '../base/history.js';
import { silent, status, troubles } from '../base/levels.js';
import { chip, curve, lagBar, matches, name, scale, scaleTo, section, tools } from '../base/parts.js';
import { choose, link, route } from '../base/route.js';
import { state } from '../base/state.js';
import { table } from '../base/table.js';
import { ranked } from './order.js';

export function groupsView(answer) {
	const groups = (answer?.groups || []).filter(({ group, state, listeners }) => matches(group, state, listeners.map(({ listener }) => listener)));
	scaleTo(groups);
	const ranks = ranked(groups);
	const of = ({ group }) => ranks.get(group);
	const sorted = groups.filter((group) => of(group).rank).sort((a, b) => of(b).rank - of(a).rank || of(b).lag - of(a).lag || a.group.localeCompare(b.group));
	const quiet = groups.filter((group) => !of(group).rank);
	return [
		h('div.head', { key: 'head' }, h('h1', { tabindex: '-1' }, 'Groups'), answer && h('p.note', { id: 'scope' }, 'Operations reach ' + answer.scope)),
		tools('Search groups', h('label', h('input', { type: 'checkbox', id: 'all', checked: route().params.has('all'),
			onchange: ({ target }) => choose({ all: target.checked && '1' }) }), ' All groups of the cluster')),
		!groups.length && h('p.empty', { key: 'none' }, answer ? route().params.has('q') ? 'No group matches.' : 'This application has no consumer groups.' : state.problem ? 'Nothing is known.' : 'Loading…'),
		groupList('attention', 'Needs attention', sorted),
		groupList('healthy', 'Healthy', quiet.filter(({ here }) => here)),
		groupList('others', 'Others in the cluster', quiet.filter(({ here }) => !here))
	];
}

function groupList(id, title, rows) {
	return rows.length > 0 && section(id, title + ' ' + rows.length, table(id + '-groups', title, rows, ({ group }) => group, groupColumns, '', (group) => ({ 'data-group': group.group, class: silent(group) && 'away' })));
}

const groupColumns = [
	['Group', 14, ({ group, listeners, state }) => [h('a', { href: link(group), title: group }, name(group)),
		h('small', listeners.map(({ listener }) => listener).join(', ') || (state || 'state not known') + ', no listener here')], { head: true }],
	['Status', 8.5, (group) => chip(status(group), troubles(group).join(', '))],
	['Lag', 16, (group) => known(group, 'lag', (lag) => lagBar(lag, group.level)), { extra: scale }],
	['Lag over time', 8, (group) => curve(points(group))],
	['Behind', 5.5, (group) => known(group, 'secondsBehind', duration), { end: true, title: 'How long the next record has waited' }],
	['Trend', 6, (group) => known(group, 'trend', trend)],
	['Members', 5, (group) => known(group, 'memberCount', number), { end: true }],
	['Rebalances', 6, ({ group, ...row }) => known(row, 'rebalancesLastHour', (amount) => amount ? h('a', { href: link(group, 'rebalances') }, number(amount) + '/h') : '0/h'), { end: true, title: 'In the last hour' }],
	['Failing records', 9, failing]
];

function failing(group) {
	const { blockedRecords: blocked, retryingRecords: retrying } = group;
	const text = [blocked && number(blocked) + ' blocked', retrying && number(retrying) + ' retrying'].filter(Boolean).join(', ');
	return text ? h('a', { href: link(group.group, 'records'), class: blocked ? 'bad' : 'warn' }, text) : known(group, 'blockedRecords', () => 'none');
}
