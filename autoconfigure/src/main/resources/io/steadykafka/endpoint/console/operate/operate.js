import { write } from '../base/api.js';
import { h } from '../base/dom.js';
import { prose } from '../base/format.js';
import { route } from '../base/route.js';
import { draw, refresh, state } from '../base/state.js';
import { notify } from './notices.js';

/** Asks the endpoint which operations are allowed on the group that is shown, or else on any; once, again, or after a failure. */
export async function askAccess(again) {
	const { access } = state;
	const group = route().group ?? access.group ?? state.answer?.groups?.[0]?.group;
	if (group === undefined || (group === access.group && !again && !access.failed)) {
		return;
	}
	// Nothing is known of another group's.
	state.access = group === access.group ? { ...access, failed: false } : { group, operations: [], asking: true };
	let next;
	try {
		next = await write(group, { operation: 'allowed' });
	}
	catch ({ kind, message, unsure }) {
		next = { operations: [], reason: kind === 'forbidden' ? 'You have no permission to operate' : message, failed: unsure };
	}
	if (state.access.group === group) {
		state.access = { ...next, group };
		draw();
	}
}

export const may = (operation) => state.access.operations.includes(operation);

export const refusal = () => h('p.note', state.access.asking ? 'Loading…' : 'Not possible here: ' + (state.access.reason || 'the operation is not allowed') + '.');

/** A button of an operation; nothing where it is not allowed, disabled while it can't be done. */
export function button(operation, label, onclick, tone, about, obstacle) {
	const reason = state.problem?.message || state.away?.failure || obstacle || (state.busy.has(operation) ? 'Under way' : null);
	return may(operation) && h('button', {
		// Not disabled, which would take the focus away.
		type: 'button', class: tone, 'aria-disabled': reason && 'true', title: reason, onclick: reason ? null : onclick, 'aria-label': about && label + ' ' + about
	}, label);
}

/** Asks for an operation, and says what came of it; the answer is the result, or null. */
export async function operate(group, args, done) {
	const { operation } = args;
	state.busy.add(operation);
	draw();
	try {
		const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== '');
		const { scope, result } = await write(group, Object.fromEntries(given));
		if (done) {
			notify('ok', [done, !operation.includes('replay') && h('small', scope)]);
		}
		return result;
	}
	catch (problem) {
		const { error, outcome, allowed = [], result = null } = problem.answer;
		const unsure = done && problem.unsure;
		notify(unsure ? 'warn' : 'bad', [h('strong', operation, ': '), unsure ? problem.message + '. It may have been done or not: look before you repeat it.' : prose(outcome === 'failed' && !error ? 'not all of it was done' : problem.message),
			allowed.length > 0 && h('small', 'Allowed: ' + allowed.join(', '))]);
		if (problem.kind === 'readonly' || problem.kind === 'forbidden') {
			askAccess(true);
		}
		return result;
	}
	finally {
		state.busy.delete(operation);
		refresh();
	}
}
