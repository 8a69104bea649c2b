import { h } from '../base/dom.js';
import { number } from '../base/format.js';
import { heat, rank, tone } from '../base/levels.js';
import { at } from '../base/parts.js';
import { link } from '../base/route.js';

const SIGNS = { blocked: '×', stuck: '×', retrying: '!', unowned: '?', paused: '‖', backlog: '▲', behind: '△' };

export function strip({ group, partitions }) {
	const words = new Map();
	for (const partition of partitions) {
		words.set(heat(partition), (words.get(heat(partition)) || 0) + 1);
	}
	const entries = [...words].sort(([a], [b]) => rank(b) - rank(a) || a.localeCompare(b));
	const filter = (params) => link(group, 'partitions', params);
	return [
		h('div.strip', {
			role: 'img', 'aria-label': number(partitions.length) + ' partitions: ' + entries.map(([word, amount]) => number(amount) + ' ' + word).join(', '),
			onclick: ({ target }) => target.dataset.at && (location.hash = filter({ q: target.dataset.at }))
		}, partitions.map((row) => h('i', {
			key: at(row), class: tone(heat(row)) + (row.hot ? ' hot' : ''), 'data-at': at(row),
			title: at(row) + ': ' + heat(row) + (row.hot ? ', hot' : '') + (row.lag === null ? '' : ', lag ' + number(row.lag))
		}, SIGNS[heat(row)]))),
		h('p.legend', entries.map(([word, amount]) => h('a', { key: word, href: filter({ is: word }), class: tone(word) }, h('b', number(amount)), ' ' + word)))
	];
}
