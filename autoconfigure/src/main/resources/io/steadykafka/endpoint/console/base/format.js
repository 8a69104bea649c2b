import { h } from './dom.js';

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const EXACT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' });
const INSTANT = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/;

export const number = (value) => WHOLE.format(value);

export const compact = (value) => SHORT.format(value);

export function count(value, one, many = one + 's') {
	return number(value) + ' ' + (value === 1 ? one : many);
}

export function duration(seconds) {
	if (seconds < 60) {
		return (seconds < 10 ? Math.round(seconds * 10) / 10 : Math.floor(seconds)) + ' s';
	}
	const [size, unit, smaller, next] = [[86400, 'd', 3600, 'h'], [3600, 'h', 60, 'm'], [60, 'm', 1, 's']].find(([each]) => seconds >= each);
	return number(Math.floor(seconds / size)) + ' ' + unit + ' ' + Math.floor(seconds % size / smaller) + ' ' + next;
}

export const percent = (share) => (share > 0 && share < 0.01 ? '< 1' : Math.round(share * 100)) + ' %';

export function rate(value) {
	const size = Math.abs(value);
	const text = size < 10 ? size.toFixed(1) : compact(Math.round(size));
	return (value > 0.05 ? '↑ +' : value < -0.05 ? '↓ −' : '→ ') + text + '/s';
}

export const trend = (word) => ({ growing: '↗ ', shrinking: '↘ ', steady: '→ ' }[word] || '') + word;

export const ago = (time, now = Date.now()) => duration(Math.max(0, (now - new Date(time)) / 1000)) + ' ago';

/** A time in the reader's zone, with the exact one on hover. */
export function time(value) {
	const date = new Date(value);
	if (isNaN(date)) {
		return String(value);
	}
	const today = date.toDateString() === new Date().toDateString();
	return h('time', { datetime: date.toISOString(), title: EXACT.format(date) + ' · ' + value },
		(today ? '' : DAY.format(date) + ' ') + CLOCK.format(date));
}

/** A text whose instants are written as times. */
export function prose(text) {
	return String(text ?? '').split(INSTANT).map((part, index) => (index % 2 ? time(part) : part));
}

/** The value of a field; where it is not known a dash, and why. */
export function known(row, field, shown = (value) => value) {
	const value = row[field];
	return value !== null && value !== undefined ? shown(value) : unknown(row[field + 'Unknown']);
}

export function unknown(why) {
	const reason = why || 'not known';
	return h('span.unknown', { title: reason }, '–', h('span.sr', reason));
}

/** Texts of partitions, as orders-0, by topic and with ranges: orders 0–3, 7. */
export function ranges(partitions) {
	const topics = new Map();
	for (const text of partitions || []) {
		const at = text.lastIndexOf('-');
		const topic = text.slice(0, at);
		topics.set(topic, [...(topics.get(topic) || []), Number(text.slice(at + 1))]);
	}
	return [...topics].map(([topic, numbers]) => topic + ' ' + spans(numbers)).join('; ');
}

function spans(numbers) {
	const sorted = [...numbers].sort((a, b) => a - b);
	const parts = [];
	for (let i = 0; i < sorted.length; i++) {
		const first = sorted[i];
		while (sorted[i + 1] === sorted[i] + 1) {
			i++;
		}
		parts.push(first === sorted[i] ? first : first + '–' + sorted[i]);
	}
	return parts.join(', ');
}
