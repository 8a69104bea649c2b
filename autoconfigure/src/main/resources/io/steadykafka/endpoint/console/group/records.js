import { h } from '../base/dom.js';
import { known, number, prose, time } from '../base/format.js';
import { tone } from '../base/levels.js';
import { at, chip, name, pre } from '../base/parts.js';
import { ask } from '../operate/dialog.js';
import { button, operate } from '../operate/operate.js';

const OPERATIONS = [
	['retry', 'Retry now', 'is tried again at the next poll'],
	['dead-letter', 'Dead-letter', 'goes to its dead-letter topic at the next poll',
		'It is published to its dead-letter topic, and its partition goes on after it. It can be replayed from there.'],
	['skip', 'Skip', 'is skipped at the next poll', 'Its partition goes on after it. The listener never processes this record: it is lost to it.']
];

export function recordsView(group) {
	return group.records.length ? group.records.map((record) => card(group, record)) : h('p.empty', group.recordsUnknown || 'No listener fails on a record.');
}

function card({ group, scope }, record) {
	const { state, offset, listener, topic, partition, attempts, nextAttempt, instance } = record;
	const where = at(record) + ' at ' + number(offset);
	const fact = (label, ...value) => h('div', h('dt', label), h('dd', value));
	const act = async (operation, label, done, warning) => {
		const skip = operation === 'skip';
		if (!warning || await ask({
			title: label + ' record ' + where + '?', action: label + ' record', danger: skip, typed: skip && group, reach: scope,
			body: h('p', warning)
		})) {
			operate(group, { operation, listener, topic, partition, offset }, where + ' ' + done);
		}
	};
	return h('article.card', { class: tone(state), key: where + listener + instance, 'data-record': at(record) + '@' + offset },
		h('header', chip(state), h('h2', at(record), ' at offset ' + number(offset)), h('div.actions', OPERATIONS.map(([operation, label, ...more]) => h('span',
			button(operation, label, () => act(operation, label, ...more), operation === 'skip' && 'danger', where))))),
		h('p.exception', record.exception),
		h('dl.facts', fact('Key', record.key ? h('code', name(record.key)) : 'none'), fact('Attempts', number(attempts)),
			fact('Next attempt', nextAttempt ? new Date(nextAttempt) < Date.now() ? 'now' : time(nextAttempt) : 'none'),
			fact('First failed', time(record.firstFailure)), fact('Last failed', time(record.lastFailure)), fact('Written', known(record, 'timestamp', time)),
			fact('Listener', name(listener), ' in ', name(instance || 'this instance'))),
		record.notDeadLettered && h('p.callout bad', 'Could not be dead-lettered: ', prose(record.notDeadLettered)),
		!record.stackTrace?.length ? record.stackTraceUnknown && h('p.note', 'No stack trace: ' + record.stackTraceUnknown) : h('details', h('summary', 'Stack trace'), pre('Stack trace of ' + where, record.stackTrace.join('\n'))));
}
