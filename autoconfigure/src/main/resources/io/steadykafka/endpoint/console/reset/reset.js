import { h } from '../base/dom.js';
import { operable, SHARED } from '../base/levels.js';
import { field, select, topics } from '../base/parts.js';
import { state } from '../base/state.js';
import { may, refusal } from '../operate/operate.js';
import { forget, planned, preview, undoable } from './undo.js';

const TARGETS = [
	['to-earliest', 'Start of the log'], ['to-latest', 'End of the log'], ['to-datetime', 'A time'], ['by-duration', 'Back by a duration'],
	['to-offset', 'An offset'], ['shift-by', 'Shift by a number of records'], ['to-current', 'Where it is committed']
];
const INPUTS = {
	'to-datetime': ['Time, in your zone', { type: 'datetime-local', step: 1 }],
	'to-offset': ['Offset', { type: 'number', min: 0 }],
	'shift-by': ['Records', { pattern: '-?\\d+' }, 'Negative to go back'],
	'by-duration': ['Duration', { pattern: '\\d+(ms|s|m|h|d)|P.+' }, '30s, 15m, 2h or 1d']
};

let form = {};

export function resetView(group) {
	if (form.group !== group.group) {
		form = { group: group.group, topic: '', partitions: '', to: 'to-earliest' };
	}
	return [
		!operable(group) ? h('p.note', SHARED) : may('reset') ? inputs(group) : refusal(),
		planned(group),
		undoable(group)
	];
}

function inputs(group) {
	const [label, attributes, hint] = INPUTS[form.to] || [];
	const wait = state.busy.has('reset') || state.problem || state.away;
	const change = (name) => ({ target }) => {
		form[name] = target.value;
		forget();
	};
	return h('form.form', { key: 'form', id: 'reset-form', onsubmit: (event) => {
		event.preventDefault();
		if (!wait) {
			preview(group.group, args());
		}
	} },
	field('Topic', select({ id: 'reset-topic', onchange: change('topic') }, [['', 'All topics of the group'], ...topics(group)], form.topic)),
	field('Partitions', h('input', { id: 'reset-partitions', disabled: !form.topic, value: form.partitions, oninput: change('partitions'), placeholder: 'all', pattern: '[0-9, –\\-]*', autocomplete: 'off' }),
		form.topic ? 'As 0, 2, 5-7' : 'Choose a topic first'),
	field('Go to', select({ id: 'reset-to', onchange: change('to') }, TARGETS, form.to)),
	label && h('div', { key: form.to }, field(label, h('input', { ...attributes, id: 'reset-value', required: true, value: form[form.to], oninput: change(form.to) }), hint)),
	h('div.actions', { key: 'go' }, h('button', { type: 'submit', class: 'primary', 'aria-disabled': wait && 'true' }, 'Preview'),
		h('span.note', 'A preview changes nothing.')));
}

function args() {
	const { topic, to } = form;
	const value = INPUTS[to] && form[to];
	return { operation: 'reset', topic, partitions: topic ? numbers(form.partitions) : '', to, value: to === 'to-datetime' ? new Date(value).toISOString() : value };
}

/** Numbers and ranges as the endpoint takes them: 0,2,5,6,7. */
function numbers(text) {
	return text.split(',').flatMap((part) => {
		const [first, last = first] = part.split(/[-–]/).map((each) => each.trim() && Number(each));
		return first === '' ? [] : last - first > 0 && last - first < 10000 ? Array.from({ length: last - first + 1 }, (_, index) => first + index) : [part.trim()];
	}).join(',');
}
