import { h } from '../base/dom.js';
import { count, number, time } from '../base/format.js';
import { at, item, name, section } from '../base/parts.js';
import { link } from '../base/route.js';
import { draw } from '../base/state.js';
import { ask } from '../operate/dialog.js';
import { button, operate } from '../operate/operate.js';
import { planTable, sum, summary } from './plan.js';

/** How the note of a partition begins that can't be reset. */
const OBSTACLE = 'It can\'t be reset now: ';
const FORCE = 'For some partitions there is no good answer: read their notes.';

/** The last preview: its group, what was asked and answered, and when. */
let lastPlan = {};

/** A preview is of what was asked for: it goes when that changes. */
export function forget() {
	lastPlan = {};
	draw();
}

async function run(group, args, more, done) {
	const mine = lastPlan = { ...lastPlan };
	const plan = await operate(group, { ...args, ...more }, done);
	if (plan?.partitions && (done || lastPlan === mine)) {
		lastPlan = { group, args, plan, time: new Date().toISOString() };
		draw();
	}
}

export const preview = (group, args) => run(group, args, { dryRun: true });

export function planned(group) {
	const { args, plan, time: since } = lastPlan;
	if (lastPlan.group !== group.group) {
		return null;
	}
	const undo = args.operation === 'undo';
	const held = plan.dryRun && plan.partitions.find(({ note }) => note?.startsWith(OBSTACLE));
	const obstacle = held && at(held) + ': ' + held.note;
	return section('preview', plan.dryRun ? undo ? 'Preview of the undo' : 'Preview' : undo ? 'Undone' : 'Reset', h('p.summary', summary(plan), h('small', ', ', time(since))),
		plan.needsForce && h('p.callout warn', FORCE),
		planTable(group, plan),
		plan.dryRun && h('div.actions', button(args.operation, undo ? 'Execute undo' : 'Execute reset', () => execute(group, undo), 'primary', '', obstacle),
			h('span.note', obstacle || 'It is planned once more when it is executed.')));
}

async function execute({ group, scope }, undo) {
	const { args, plan } = lastPlan;
	const forward = !undo && (sum(plan, 'leftOut') > 0 || plan.needsForce || args.to === 'to-latest');
	if (await ask({
		title: undo ? 'Undo this reset?' : 'Reset the group?', action: undo ? 'Undo' : 'Reset', danger: forward, typed: forward && group, reach: scope,
		body: [h('p', summary(plan) + '.'), undo ? h('p', 'Each partition goes back to where it was before the reset.') : forward && h('p', plan.needsForce ? FORCE : 'What is left out is not processed by the group.')]
	})) {
		run(group, args, { dryRun: false, force: plan.needsForce && !undo ? true : undefined }, undo ? 'The reset was undone' : 'The group was reset');
	}
}

/** The resets that can be undone. */
export function undoable({ group, resets }) {
	return resets.length > 0 && section('undo', 'Resets that can be undone', h('ul.items', resets.map((reset) => item(reset.id, null,
		[h('strong', time(reset.at)), ' by ', name(reset.by || 'unknown'), h('p.note', reset.topics.join(', ') + ' · '
			+ count(reset.partitions, 'partition') + ', ' + count(reset.again, 'record') + ' again, ' + number(reset.leftOut) + ' left out')],
		button('undo', 'Undo', () => {
			location.hash = link(group, 'reset');
			preview(group, { operation: 'undo', id: reset.id });
		}, '', 'the reset of ' + new Date(reset.at).toLocaleTimeString()), { 'data-reset': reset.id }))));
}
