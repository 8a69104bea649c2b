import { h } from '../base/dom.js';
import { duration, known, number, prose, time, trend } from '../base/format.js';
import { points } from '../base/history.js';
import { condition, rank } from '../base/levels.js';
import { at, chip, curve, item, name, section } from '../base/parts.js';
import { link } from '../base/route.js';
import { undoable } from '../reset/undo.js';
import { listenersView } from './listeners.js';
import { frequent } from './rebalances.js';
import { strip } from './strip.js';

export function overview(group) {
	const figure = (label, value, more) => h('div', { key: label }, h('dt', label), h('dd', value, more && h('small', more)));
	return [
		h('dl.figures', { key: 'figures' },
			figure('Lag', known(group, 'lag', number), group.level),
			figure('Lag over time', curve(points(group))),
			figure('Behind', known(group, 'secondsBehind', duration), known(group, 'trend', trend)),
			figure('Members', known(group, 'memberCount', number), known(group, 'state')),
			figure('Partitions', known(group, 'partitionCount', number), group.assignor),
			figure('Rebalances', known(group, 'rebalancesLastHour', number), 'in the last hour'),
			figure('Blocked records', known(group, 'blockedRecords', number), (group.retryingRecords || 0) + ' retrying')),
		group.partitions.length > 0 && section('heat', 'Partitions', strip(group)),
		section('attention', 'Needs attention', attention(group)),
		group.listeners.length > 0 && section('listeners', 'Listeners', listenersView(group)),
		undoable(group),
		group.instances.length > 0 && section('instances', 'Other instances', h('ul.items', group.instances.map((instance) => item(instance.id,
			chip(condition(instance)),
			[h('strong', name(instance.instance)), ' ', instance.listeners.join(', '), ', reported ', time(instance.reportedAt), instance.paused.map((pause) => h('p', prose(pause))), instance.leftOut?.map((what) => h('p.note', what))]))))
	];
}

const LISTED = 5;

function attention(group) {
	const more = group.records.length - LISTED;
	const tab = (id, text) => h('a', { href: link(group.group, id) }, text);
	const all = [
		...group.records.slice(0, LISTED).map((record) => [record.state, tab('records', at(record) + ' at ' + number(record.offset)), record.exception]),
		...more > 0 ? [[group.records[LISTED].state, tab('records', 'and ' + number(more) + ' more'), 'failing records']] : [],
		...group.findings.map(({ severity, listener, name, reason, remedy }) => [severity, listener + ': ' + name, reason, remedy]),
		...group.health.filter(({ status }) => status !== 'UP').map(({ status, listener, indicator, reason, remedy }) => [status, listener || indicator, reason, remedy]),
		...group.losses.map((loss) => ['lost', at(loss), number(loss.records) + ' records, deleted by retention before they were read, ' + loss.at]),
		...group.instances.filter((each) => condition(each) !== 'reporting').map((each) => [condition(each), 'instance ' + each.instance, each.listeners.join(', ')]),
		...[frequent(group)].filter(Boolean).map(({ words, why, remedy }) => ['many rebalances', tab('rebalances', words), why, remedy])
	].sort(([a], [b]) => rank(b) - rank(a));
	return all.length ? h('ul.items', all.map(([word, what, why, remedy], index) => item(index, chip(word),
		[h('strong', what), ' ', h('span', prose(why)), remedy && h('p.remedy', prose(remedy))]))) : h('p.note', 'Nothing needs attention.');
}
