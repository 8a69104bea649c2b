import { focusPage, h, render } from '../base/dom.js';
import { field, name } from '../base/parts.js';

/** Names that people can type: without what can't be seen. */
const typable = (text) => text.replace(/[\p{C}\s]+/gu, ' ').trim();

/** Shows a dialog; the answer is a promise of true or false. What is in typed has to be typed first. */
export function ask({ title, body, action, danger, typed, reach }) {
	return new Promise((resolve) => {
		const dialog = Object.assign(document.createElement('dialog'), { ariaLabel: title });
		const opener = document.activeElement;
		let text = '';
		const ready = () => !typed || typable(text) === typable(typed);
		const redraw = () => render(dialog, h('form', {
			onsubmit: (event) => {
				event.preventDefault();
				if (ready()) {
					dialog.close('yes');
				}
			}
		}, h('h2', title), h('div', body, reach && h('p.note', 'Reaches ' + reach + '.')),
		typed && field('To go on, type the name of the group', h('input', {
			id: 'typed', autocomplete: 'off', spellcheck: 'false', autofocus: true, oninput: ({ target }) => {
				text = target.value;
				redraw();
			}
		}), name(typed)),
		h('div.actions', h('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'),
			h('button', { type: 'submit', class: danger ? 'danger' : 'primary', disabled: !ready() }, action))));
		dialog.addEventListener('close', () => {
			dialog.remove();
			if (opener?.isConnected) {
				opener.focus({ preventScroll: true });
			}
			else {
				focusPage();
			}
			resolve(dialog.returnValue === 'yes');
		});
		redraw();
		document.body.append(dialog);
		dialog.showModal();
	});
}
