import { h } from '../base/dom.js';
import { duration, known, number, percent, rate, unknown } from '../base/format.js';
import { heat, operable, rank } from '../base/levels.js';
import { toggle } from '../base/pauses.js';
import { at, chip, lagBar, matches, name, scale, select, tools } from '../base/parts.js';
import { choose, route } from '../base/route.js';
import { draw } from '../base/state.js';
import { ordered, sortAgain, table } from '../base/table.js';
import { may } from '../operate/operate.js';
import { control } from './listeners.js';
import { strip } from './strip.js';

export function partitionsView(group) {
	const { params } = route();
	const is = params.get('is') || '';
	const all = group.partitions;
	// The name of a partition finds that one alone, not orders-10 with orders-1.
	const one = all.find((row) => at(row) === params.get('q'));
	const shown = may('pause') && operable(group) && group.listeners.length ? [...partitionColumns, actions(group)] : partitionColumns;
	const { rows, moved } = ordered(all, shown, at, group.group, (row) => (one ? row === one : matches(at(row), owner(row))) && (!is || heat(row) === is));
	const words = [...new Set([...all.map(heat), is])].filter(Boolean).sort();
	return [
		h('div', { key: 'strip' }, strip(group)),
		tools('Partition or owner',
			select({ id: 'is', 'aria-label': 'State or level', onchange: ({ target }) => choose({ is: target.value }) }, [['', 'All states'], ...words], is),
			h('span.note', { id: 'shown', role: 'status' }, number(rows.length) + ' of ' + number(all.length)),
			h('button', { type: 'button', id: 'sort-again', 'aria-disabled': !moved && 'true', title: 'Rows keep their place while values change', onclick: () => {
				sortAgain();
				draw();
			} }, 'Sort again')),
		table('partitions', 'Partitions', rows, at, shown, group.partitionsUnknown || 'No partition matches.', (row) => ({ 'data-partition': at(row) }))
	];
}

const owner = ({ owner }) => owner ? [owner.listener || owner.client, owner.here ? 'this instance' : owner.instance, owner.host].filter(Boolean).join(' · ') : '';

const figure = (id, name, width, write, title) => [name, width, (row) => known(row, id, write), { id, end: true, title, value: (row) => row[id] }];

const partitionColumns = [
	['Partition', 9, (row) => h('span.at', { title: at(row) }, h('span.cut', name(row.topic)), '-' + row.partition), { id: 'partition', head: true, value: at }],
	['State', 6.5, (row) => known(row, 'state', (state) => chip(state, row.paused)), { id: 'state', down: true, value: (row) => rank(row.state) }],
	['Lag', 17, (row) => known(row, 'lag', (lag) => lagBar(lag, row.level,
		[row.level, row.hot && ', hot', row.heldByTransaction > 0 && h('span', { title: number(row.heldByTransaction) + ' held back by a transaction' }, ', held')])), { id: 'lag', down: true, extra: scale, value: (row) => row.lag }],
	figure('share', 'Share', 4, percent, 'Of the lag of the group'),
	figure('secondsBehind', 'Behind', 5, duration, 'How long the next record has waited'),
	figure('velocity', 'Velocity', 6, rate, 'How fast the lag grows'),
	figure('catchUpSeconds', 'Caught up in', 6, duration, 'At this velocity'),
	figure('runwaySeconds', 'Runway', 5.5, duration, 'Until retention deletes records that were not read'),
	['Owner', 15, (row) => row.owner ? h('span.cut', { title: owner(row) + ' · ' + row.owner.member }, owner(row)) : unknown(row.ownerUnknown), { id: 'owner', value: owner }]
];

function actions(group) {
	const pauses = new Map(group.listeners.map((each) => [each.listener, each.pauses]));
	return ['Actions', 5.5, ({ owner, state, ...row }) => {
		// Others' states are not known without their reports.
		const operation = owner?.listener && (owner.here || state) && toggle(row, [row.paused, ...pauses.get(owner.listener) || []]);
		return operation && control(group, operation, { listener: owner.listener, topic: row.topic, partition: row.partition }, 'small');
	}, { hidden: true, end: true }];
}
