// Tables: sortable columns of fixed width, and an order that holds while values change.

import { h } from './dom.js';
import { choose, route } from './route.js';

/**
 * A column is [name, width in rem, cell(row), options]: id and value(row) to sort by, down to sort downwards first, end for
 * numbers, head for the header of rows, extra beneath the name, hidden for a name that is only read aloud, and title.
 */
export function table(id, caption, rows, key, columns, empty, row) {
	const widths = columns.map(([, width]) => width);
	// Rows are grids: those out of sight need no layout. The roles say that it is a table.
	return h('div.scroll', { key: id, role: 'group', 'aria-label': caption, tabindex: '0' }, h('table', {
		id, role: 'table', style: { '--columns': widths.map((width) => `minmax(0, ${width}fr)`).join(' '), 'min-width': widths.reduce((a, b) => a + b) + 'rem' }
	}, h('caption.sr', caption),
	h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, columns.map(headerCell))),
	h('tbody', { role: 'rowgroup' }, rows.map((each) => h('tr', { role: 'row', key: key(each), ...row?.(each) }, columns.map(([, , cell, { head, end } = {}]) =>
		h(head ? 'th' : 'td', { role: head ? 'rowheader' : 'cell', class: end && 'end' }, cell(each))))),
	!rows.length && h('tr', { role: 'row', key: '' }, h('td.empty', { role: 'cell' }, empty)))));
}

function headerCell([name, , , { id, end, title, down, extra, hidden } = {}]) {
	const { params } = route();
	const sorted = id && params.get('sort') === id;
	const descends = params.has('down');
	return h('th', { key: name, role: 'columnheader', class: end && 'end', title, 'aria-sort': sorted && (descends ? 'descending' : 'ascending') }, id ? h('button.sort', {
		type: 'button', onclick: () => choose({ sort: id, down: (sorted ? !descends : down || end) && '1' })
	}, name, h('i', { 'aria-hidden': 'true' }, sorted && (descends ? '↓' : '↑'))) : h('span', { class: hidden && 'sr' }, name), extra?.());
}

let held = {};

/**
 * The rows that match, in order. It holds until a person asks for another, or rows come or go: what somebody reads or
 * clicks does not move. The answer says if it would be another now.
 */
export function ordered(rows, columns, key, keep, matches) {
	const { params } = route();
	const column = columns.map(([, , , options]) => options).find((options) => options?.id && options.id === params.get('sort'));
	const all = rows.filter(matches);
	const now = sorted(all, column, params.has('down')).map(key);
	const holds = keep + '\n' + params + '\n' + all.length;
	const byKey = new Map(all.map((row) => [key(row), row]));
	if (held.holds !== holds || !held.keys.every((each) => byKey.has(each))) {
		held = { holds, keys: now };
	}
	return { rows: held.keys.map((each) => byKey.get(each)), moved: now.join('\n') !== held.keys.join('\n') };
}

export function sortAgain() {
	held = {};
}

function sorted(rows, column, down) {
	const given = (value) => value !== null && value !== undefined;
	return column ? [...rows].sort((a, b) => {
		const [x, y] = [column.value(a), column.value(b)];
		// What is not known comes last, however it is sorted.
		return given(y) - given(x) || (down ? -1 : 1) * (typeof x === 'string' ? x.localeCompare(y, 'en', { numeric: true }) : x - y);
	}) : rows;
}
