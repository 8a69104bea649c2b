import { h } from '../base/dom.js';
import { count, ranges } from '../base/format.js';
import { heat, tone } from '../base/levels.js';
import { at, bar, chip, name, topics } from '../base/parts.js';
import { table } from '../base/table.js';

/** Above this, members show only their own partitions. */
const MOST_CELLS = 4000;

export function assignmentView(group) {
	const { members, partitions, membersUnknown } = group;
	const sizes = members.map((member) => member.partitions.length).filter(Boolean);
	const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
	const standbys = members.length - sizes.length;
	const cut = partitions.length * members.length > MOST_CELLS;
	const cells = (own) => partitions.filter((each) => !cut || own.has(at(each))).map((each) => h('i', {
		key: at(each), title: at(each) + ': ' + heat(each), class: own.has(at(each)) ? tone(heat(each)) : 'other'
	}));
	return [
		h('p.note', { key: 'balance', id: 'balance' }, count(members.length, 'member'), ', ',
			sizes.length ? most - least > topics(group).length ? h('b.warn', 'uneven: from ' + least + ' to ' + most + ' partitions') : 'even' : 'none has partitions',
			standbys > 0 && ', ' + standbys + ' on standby', '. A filled cell is a partition of the member.'),
		table('members', 'Members and their partitions', members, ({ member }) => member, [
			['Member', 12, ({ member, listener, client }) => h('span.cut', { title: member }, name(client), h('small', listener)), { head: true }],
			['Instance', 11, (row) => h('span.cut', { title: row.host }, row.here ? 'this instance' : name(row.instance || row.host),
				h('small', row.instanceId ? 'static: ' + row.instanceId : row.host))],
			['Amount', 8, ({ partitions: { length } }) => length ? bar(length, length / most, 'ok') : chip('standby')],
			['Partitions', 26, (row) => [h('div.strip small', { 'aria-hidden': 'true' }, cells(new Set(row.partitions))), h('small', ranges(row.partitions) || 'none')]]
		], membersUnknown || 'The group has no members.')
	];
}
