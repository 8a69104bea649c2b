import { h } from './dom.js';
import { compact, duration, number } from './format.js';
import { tone } from './levels.js';
import { choose, route } from './route.js';

export const chip = (word, title) => h('span.chip', { class: tone(word), title }, word);

export const name = (text) => h('bdi', text === '' ? '(no name)' : text);

export const at = ({ topic, partition }) => topic + '-' + partition;

export function section(id, title, ...content) {
	return h('section', { key: id, id, 'aria-labelledby': id + '-title' }, h('h2', { id: id + '-title' }, title), content);
}

export function item(key, mark, text, buttons, data) {
	return h('li', { key, ...data }, mark, h('div', text), buttons && h('div.actions', buttons));
}

/** The scale of all lags ends at this power of ten. It only grows, so that bars stay comparable. */
let decades = 4;

export function scaleTo(rows) {
	decades = Math.max(decades, ...rows.map(({ lag }) => Math.ceil(Math.log10((lag || 0) + 1))));
}

export function bar(value, share, kind, word) {
	return h('span.bar', { class: kind }, h('span', { style: { width: (100 * share).toFixed(1) + '%' } }), h('b', number(value)), word && h('small', word));
}

export const lagBar = (lag, level, word = level) => bar(lag, Math.log10(1 + Math.max(0, lag)) / decades, tone(level), word);

export function scale() {
	const step = Math.ceil(decades / 4);
	const marks = [];
	for (let power = step; power < decades; power += step) {
		marks.push(h('i', { key: power, style: { left: 100 * power / decades + '%' } }, compact(10 ** power)));
	}
	return h('span.scale', { title: 'All bars have this logarithmic scale', 'aria-hidden': 'true' }, h('span', marks));
}

/** A curve of points with at and lag. */
export function curve(points) {
	const known = points.filter(({ lag }) => lag !== null).map(({ at, lag }) => [new Date(at).getTime(), lag]);
	const top = Math.max(10, ...known.map(([, lag]) => lag));
	const [from, first] = known[0] || [];
	const [to, last] = known[known.length - 1] || [];
	const line = known.length > 1 && 'M' + known.map(([at, lag]) => (100 * (at - from) / (to - from || 1)).toFixed(1) + ' ' + (23 - 21 * lag / top).toFixed(1)).join('L');
	return h('svg.curve', {
		viewBox: '0 0 100 24', preserveAspectRatio: 'none', role: 'img',
		'aria-label': line ? 'Lag in ' + duration((to - from) / 1000) + ': from ' + number(first) + ' to ' + number(last) : 'No curve yet'
	}, h('path.area', { d: line && line + 'V24H0Z' }), h('path.line', { d: line }));
}

export const topics = ({ partitions }) => [...new Set(partitions.map(({ topic }) => topic))];

export function field(label, control, hint) {
	return h('label.field', { key: label }, h('span', label), control, hint && h('small', hint));
}

export function select(props, options, value) {
	return h('select', { ...props, value }, options.map((option) => [].concat(option)).map(([each, text = each]) => h('option', { key: each, value: each }, text)));
}

/** A search field, whose text is in the address, and more to choose by. */
export function tools(label, ...more) {
	return h('div.tools', { key: 'tools', role: 'search' }, h('input', {
		type: 'search', id: 'search', 'aria-label': label, placeholder: label, value: route().params.get('q') || '', oninput: ({ target }) => choose({ q: target.value })
	}), more);
}

/** Whether one of the texts has what is searched. */
export function matches(...texts) {
	return texts.join(' ').toLowerCase().includes((route().params.get('q') || '').toLowerCase());
}

export function pre(label, lines) {
	return h('pre', { tabindex: '0', role: 'group', 'aria-label': label }, lines);
}
