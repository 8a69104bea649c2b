import { h } from '../base/dom.js';
import { prose, time } from '../base/format.js';
import { chip, matches, name, section, tools } from '../base/parts.js';
import { table } from '../base/table.js';

export function settingsView({ settings, settingsUnknown }) {
	return [
		tools('Setting, value or origin'),
		table('settings', 'Settings', settings.filter((row) => matches(...Object.values(row))), (row) => row.listener + '\n' + row.name, [
			['Setting', 14, (row) => h('code', row.name), { head: true }],
			['Value', 14, ({ value }) => h('code', value)],
			['Origin', 8, ({ origin }) => chip(origin)],
			['Listener', 10, ({ listener }) => name(listener)],
			['Note', 18, ({ note }) => note]
		], settingsUnknown || 'No setting matches.')
	];
}

export function healthView({ findings, health }) {
	return [
		reasonList('findings', 'Findings', findings, 'Nothing was found.', ({ name, source, severity }) => [name, source, chip(severity)]),
		reasonList('health', 'Health', health, 'No indicator says anything.', ({ indicator, waits, status }) => [indicator, waits, chip(status)])
	];
}

function reasonList(id, title, rows, empty, of) {
	return section(id, title, table(id + '-table', title, rows, (row) => of(row)[0] + row.source + row.listener + row.instance, [
		['State', 8, (row) => of(row)[2]],
		['What', 11, (row) => [name(of(row)[0]), h('small', of(row)[1])], { head: true }],
		['Listener', 10, (row) => [name(row.listener || 'the group'), h('small', row.instance)]],
		['Since', 7, ({ since }) => since && time(since)],
		['Reason and remedy', 30, ({ reason, remedy }) => [prose(reason), remedy && h('p.remedy', prose(remedy))]]
	], empty));
}
