import { h, render } from '../base/dom.js';

const SHOWN_FOR = 8000;
const MOST = 4;
const WORDS = { ok: 'Done', warn: 'Not known', bad: 'Failed' };

let notices = [];
let lastId = 0;

export function notify(tone, content) {
	const notice = { id: ++lastId, tone, content };
	notices = [...notices, notice].slice(-MOST);
	show();
	if (tone === 'ok') {
		setTimeout(() => dismiss(notice), SHOWN_FOR);
	}
}

function dismiss(notice) {
	notices = notices.filter((each) => each !== notice);
	show();
}

function show() {
	render(document.getElementById('notices'), notices.map((notice) => h('div', { key: notice.id, class: 'notice ' + notice.tone },
		h('strong', WORDS[notice.tone]), h('div', notice.content),
		h('button', { type: 'button', class: 'plain', 'aria-label': 'Dismiss', onclick: () => dismiss(notice) }, '×'))));
}
