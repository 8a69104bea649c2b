import { h } from '../base/dom.js';
import { count, number, prose, time } from '../base/format.js';
import { operable, SHARED } from '../base/levels.js';
import { at, bar, chip, field, item, name, pre, section, select, topics } from '../base/parts.js';
import { draw } from '../base/state.js';
import { table } from '../base/table.js';
import { ask } from '../operate/dialog.js';
import { button, may, operate, refusal } from '../operate/operate.js';

/** What was chosen; another object when that changes. */
let chosen = {};

export function deadLettersView(group) {
	const listeners = group.listeners.map(({ listener }) => listener);
	if (chosen.group !== group.group) {
		chosen = { group: group.group };
	}
	chosen.topic ||= topics(group)[0];
	chosen.listener ||= listeners[0];
	const asked = chosen;
	const choice = (label, of, values) => field(label, select({ id: 'letters-' + of, onchange: ({ target }) => {
		chosen = { ...chosen, [of]: target.value, counted: null, browsed: null };
		draw();
	} }, values, chosen[of]));
	return [
		group.replays.length > 0 && section('replays', 'Replays', h('ul.items', group.replays.map((replay) => progress(group.group, replay)))),
		!operable(group) ? h('p.note', SHARED) : !listeners.length ? h('p.note', 'No listener of the group is in this instance.') : may('replay') || may('browse') ? h('div.form', { key: 'form' }, choice('Topic that records failed in', 'topic', topics(group)), listeners.length > 1 && choice('Listener', 'listener', listeners),
			h('div.actions', button('replay', 'Count dead letters', () => askFor(asked, 'counted', { operation: 'replay', dryRun: true }), 'primary'),
				button('browse', 'Browse the last ones', () => askFor(asked, 'browsed', { operation: 'browse', limit: 50 }))))
			: refusal(),
		chosen.counted && counted(asked),
		chosen.browsed && browsed(chosen.browsed)
	];
}

async function askFor(asked, what, args, done) {
	const { group, topic, listener } = asked;
	const result = await operate(group, { ...args, topic, listener }, done);
	if (result && chosen === asked) {
		chosen[what] = args.dryRun === false ? null : result;
		draw();
	}
}

function counted(asked) {
	const { records, topic, from, to, problem, exceptions } = asked.counted;
	const sorted = Object.entries(exceptions).sort(([, a], [, b]) => b - a);
	const letters = count(records, 'dead letter');
	const replay = async () => {
		if (await ask({ title: 'Replay ' + letters + '?', action: 'Replay', reach: 'this instance only',
			body: h('p', 'They go through the listener again, one after the other, beside its own work. What fails again is dead-lettered again.') })) {
			askFor(asked, 'counted', { operation: 'replay', dryRun: false }, 'The replay has started');
		}
	};
	return section('letters-counted', letters + ' to replay', h('p.note', name(topic), from && [': from ', time(from), ' to ', time(to)]),
		problem && h('p.callout warn', prose(problem)),
		h('ul.exceptions', sorted.map(([exception, amount]) => h('li', bar(amount, amount / sorted[0][1], 'bad'), h('code', exception)))),
		records > 0 && h('div.actions', button('replay', 'Replay ' + letters, replay, 'primary')));
}

function progress(group, { id, topic, records, replayed, failedAgain, running, problem }) {
	return item(id, chip(running ? 'running' : problem ? 'ended early' : 'done'),
		[h('strong', name(topic)), ' ' + number(replayed) + ' of ' + number(records) + ' replayed, ' + number(failedAgain) + ' failed again',
			h('progress', { max: Math.max(1, records), value: replayed, 'aria-label': 'Replay of ' + topic }), problem && h('p.note', prose(problem))],
		running && button('cancel-replay', 'Cancel', () => operate(group, { operation: 'cancel-replay', id }, 'The replay ends after the current record'), '', 'replay of ' + topic), { 'data-replay': id });
}

function browsed({ records }) {
	return section('letters-browsed', 'The last dead letters', table('letters', 'Dead letters', records, ({ offset, ...row }) => at(row) + '@' + offset, [
		['Time', 7, ({ timestamp }) => timestamp && time(timestamp), { head: true }],
		['Failed at', 9, (row) => [name(row.originalTopic ?? row.topic), '-' + (row.originalPartition ?? row.partition), h('small', 'offset ' + number(row.originalOffset ?? row.offset))]],
		['Key', 8, ({ key }) => h('code', key ?? 'none')],
		['Exception', 20, ({ exception, message, stackTrace }) => h('details', h('summary', exception || 'not known'), h('p', message),
			stackTrace?.length > 0 && pre('Stack trace', stackTrace.join('\n')))],
		['Value', 16, ({ value, valueBytes, valueReason, headers, headersLeftOut }) => h('details',
			h('summary', value?.slice(0, 60) ?? (valueBytes === null ? 'none' : number(valueBytes) + ' bytes, hidden')), value ? pre('Value', value) : h('p.note', valueReason),
			h('ul', headers.map((header) => h('li', h('code', header.name), ': ' + header.value))), headersLeftOut > 0 && h('p.note', count(headersLeftOut, 'header') + ' more'))]
	], 'There are none.'));
}
