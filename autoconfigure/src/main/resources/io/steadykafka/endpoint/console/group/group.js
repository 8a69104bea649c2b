import { h } from '../base/dom.js';
import { status, troubles } from '../base/levels.js';
import { chip, name, scaleTo } from '../base/parts.js';
import { link, route } from '../base/route.js';
import { state } from '../base/state.js';
import { resetView } from '../reset/reset.js';
import { assignmentView } from './assignment.js';
import { deadLettersView } from './deadletters.js';
import { overview } from './overview.js';
import { partitionsView } from './partitions.js';
import { rebalancesView } from './rebalances.js';
import { recordsView } from './records.js';
import { healthView, settingsView } from './settings.js';

/** The tabs; some with how many rows there are, some with how many alarms. */
const TABS = [
	['overview', 'Overview', overview],
	['partitions', 'Partitions', partitionsView, 'partitions'],
	['assignment', 'Assignment', assignmentView, 'members'],
	['rebalances', 'Rebalances', rebalancesView],
	['records', 'Failing records', recordsView, 'records', 'alarm'],
	['reset', 'Reset', resetView],
	['dead-letters', 'Dead letters', deadLettersView],
	['settings', 'Settings', settingsView],
	['health', 'Health', healthView, 'findings', 'alarm']
];

export function groupView(group) {
	const { group: asked, tab } = route();
	const [id, , view] = TABS.find(([each]) => each === tab) || TABS[0];
	if (group) {
		scaleTo(group.partitions);
	}
	const stale = group?.instances.filter((instance) => instance.stale).length;
	return [
		h('div.head', { key: 'head' }, h('h1', { tabindex: '-1', title: asked }, name(asked)),
			group && [chip(status(group), troubles(group).join(', ')),
				h('p.note', { id: 'scope' }, 'Operations reach ' + group.scope, stale > 0 && h('b.warn', ' · ' + stale + ' not reporting'))]),
		h('nav.tabs', { key: 'tabs', 'aria-label': 'Views of the group' }, TABS.map(([each, label, , rows, kind]) => h('a', { key: each, href: link(asked, each), 'aria-current': each === id && 'page' },
			label, rows && group?.[rows].length > 0 && [' ', h('span.count', { class: kind }, group[rows].length)]))),
		h('div', { key: asked + '/' + id, id: 'view', 'data-view': id }, group ? view(group) : h('p.empty', state.problem ? 'Nothing is known of it.' : 'Loading…'))
	];
}
