import { h } from '../base/dom.js';
import { count, known, prose } from '../base/format.js';
import { operable } from '../base/levels.js';
import { ofAll } from '../base/pauses.js';
import { at, chip, item, name } from '../base/parts.js';
import { ask } from '../operate/dialog.js';
import { button, operate } from '../operate/operate.js';

const WHAT_HAPPENS = {
	pause: 'No more records are delivered until it is resumed. What it has already is finished and committed. Members stay in the group; the lag grows.',
	stop: 'It finishes its work and leaves the group. Its partitions go to other members; without any, the lag grows until it is started.',
	restart: 'It finishes its work, leaves the group and joins again. The group rebalances.'
};
const DONE = { pause: 'paused', resume: 'resumed', stop: 'stopped', start: 'started', restart: 'restarted' };

export function listenersView(group) {
	return h('ul.items', group.listeners.map((row) => {
		const { listener, state, pauses, reason, remedy } = row;
		const down = ['stopped', 'not started', 'failed'].includes(state);
		const paused = pauses.some(ofAll);
		const operations = !operable(group) ? [] : [paused ? 'resume' : !down && 'pause', !paused && pauses.length > 0 && 'resume', !down && 'restart', down ? 'start' : 'stop'];
		return item(listener, chip(paused && state === 'running' ? 'paused' : state),
			[h('strong', name(listener)), ' ', known(row, 'assigned', (amount) => count(amount, 'partition') + ' in this instance'), reason !== state && [' · ', prose(reason)],
				pauses.map((pause) => h('p', prose(pause))), remedy && h('p.remedy', prose(remedy))],
			operations.map((operation, index) => h('span', { hidden: !operation }, operation && control(group, operation, { listener }, '', index === 1 && operation === 'resume' && 'Resume all'))), { 'data-listener': listener });
	}));
}

/** The button of an operation on a listener, or on a partition of it. */
export function control({ group, scope }, operation, target, tone, given) {
	const label = given || operation[0].toUpperCase() + operation.slice(1);
	const what = target.topic ? 'partition ' + at(target) : 'listener ' + target.listener;
	const text = WHAT_HAPPENS[operation];
	return button(operation, label, async () => {
		if (!text || await ask({ title: label + ' ' + what + '?', action: label, body: h('p', text), reach: scope })) {
			operate(group, { operation, ...target }, what + ' ' + DONE[operation]);
		}
	}, tone, (given ? 'of ' : '') + what);
}
