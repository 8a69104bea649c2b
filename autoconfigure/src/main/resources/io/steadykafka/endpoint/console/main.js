// Reads every two seconds while the page is visible, one request at a time, and draws what it knows.

import { query, read } from './base/api.js';
import { render } from './base/dom.js';
import { remember } from './base/history.js';
import { outage } from './base/levels.js';
import { onRoute, route } from './base/route.js';
import { page, state } from './base/state.js';
import { banner, header, title } from './frame.js';
import { groupView } from './group/group.js';
import { groupsView } from './groups/groups.js';
import { askAccess } from './operate/operate.js';

const EVERY = 2000;
const LISTS = ['listeners', 'members', 'partitions', 'rebalances', 'records', 'instances', 'losses', 'settings', 'findings', 'health', 'resets', 'replays'];

let timer = 0;
let reading = null;
let again = false;

async function readAgain() {
	clearTimeout(timer);
	if (reading) {
		again = true;
		return;
	}
	reading = new AbortController();
	reading.asked = asked();
	again = false;
	try {
		const answer = complete(await read(reading.asked, reading.signal));
		const recovered = state.problem;
		Object.assign(state, { answer, asked: reading.asked, at: Date.now(), problem: null });
		remember(answer.groups || [answer]);
		askAccess(recovered);
	}
	catch (problem) {
		if (!reading.signal.aborted) {
			state.problem = problem;
		}
	}
	reading = null;
	if (again) {
		readAgain();
	}
	else if (!document.hidden) {
		timer = setTimeout(readAgain, EVERY);
	}
	drawPage();
}

/** With a list for each list: a view need not ask whether it is there. */
function complete(answer) {
	for (const group of answer.groups || [answer]) {
		LISTS.forEach((list) => group[list] ||= []);
	}
	return answer;
}

function asked() {
	const { group, params } = route();
	return query(group, params.has('all'));
}

function drawPage() {
	const { group } = route();
	const answer = state.asked === asked() ? state.answer : null;
	state.away = answer && outage(answer.groups || [answer]);
	document.title = title(answer);
	document.documentElement.classList.toggle('stale', Boolean(answer && (state.problem || group !== null && state.away)));
	render(document.getElementById('top'), header());
	render(document.getElementById('main'), group !== null ? groupView(answer) : groupsView(answer));
	render(document.getElementById('banner'), banner(state.away));
}

/** On a small screen tabs scroll. */
const showTab = () => document.querySelector('.tabs [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

let shown = '';

onRoute(() => {
	const { group, tab } = route();
	if (reading && reading.asked !== asked()) {
		reading.abort();
	}
	if (state.asked !== asked()) {
		readAgain();
	}
	drawPage();
	if (shown !== group + '/' + tab) {
		shown = group + '/' + tab;
		scrollTo(0, 0);
		showTab();
	}
});
Object.assign(page, { draw: drawPage, refresh: readAgain });
document.addEventListener('visibilitychange', () => document.hidden ? clearTimeout(timer) : readAgain());
setInterval(() => {
	if (!document.hidden && (state.problem || state.away)) {
		drawPage();
	}
}, 1000);
drawPage();
// What is allowed first, if it comes soon: the column that it adds would move others.
await Promise.race([askAccess(), new Promise((resolve) => setTimeout(resolve, 1000))]);
await readAgain();
showTab();
