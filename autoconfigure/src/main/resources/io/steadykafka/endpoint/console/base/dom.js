// Builds and updates the page from plain descriptions of elements. All text becomes text nodes: never markup.

const SVG = new Set(['svg', 'path']);
const PROPERTIES = new Set(['value', 'checked', 'disabled']);
/** What turns the direction of the text around it. */
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g;
const SHOWN = Symbol('shown');

/** Describes an element: h('td.number', { title: 'more' }, text, h('b', text)). */
export function h(name, ...content) {
	const [tag, kind] = name.split('.');
	const props = content[0]?.constructor === Object && !content[0].tag ? content.shift() : {};
	if (kind) {
		props.class = kind + (props.class ? ' ' + props.class : '');
	}
	return { tag, props, key: props.key, children: flat(content, []) };
}

function flat(children, into) {
	for (const child of children) {
		if (Array.isArray(child)) {
			flat(child, into);
		}
		else {
			// Nothing is an empty text, so that what comes after it keeps its place.
			into.push(child?.tag ? child : { tag: '', text: child === false ? '' : String(child ?? '').replace(OVERRIDES, '\ufffd') });
		}
	}
	return into;
}

/** Shows the children in the element, touches only what changed, and keeps the focus. */
export function render(element, ...children) {
	const active = document.activeElement;
	update(element, flat(children, []));
	if (active && active !== document.activeElement && element.contains(active)) {
		active.focus({ preventScroll: true });
	}
	else if (active && !active.isConnected) {
		focusPage();
	}
}

/** The focus of what is gone. */
export const focusPage = () => document.querySelector('main h1')?.focus({ preventScroll: true });

function update(element, next) {
	const before = element[SHOWN] || [];
	element[SHOWN] = next;
	if (before.length === next.length && next.every(({ tag, key }, index) => tag === before[index].tag && key === before[index].key)) {
		next.forEach((node, index) => change(node, before[index]));
		return;
	}
	const keyed = new Map(before.filter(({ key }) => key !== undefined).map((old) => [old.key, old]));
	const others = before.filter(({ key }) => key === undefined);
	const unused = new Set(before);
	for (const node of next) {
		const old = node.key !== undefined ? keyed.get(node.key) : others.shift();
		if (old?.tag === node.tag && unused.delete(old)) {
			change(node, old);
		}
		else {
			create(node);
		}
	}
	unused.forEach((old) => old.element.remove());
	let place = element.firstChild;
	for (const node of next) {
		if (node.element === place) {
			place = place.nextSibling;
		}
		else {
			element.insertBefore(node.element, place);
		}
	}
}

function create(node) {
	const { tag, text } = node;
	const element = !tag ? document.createTextNode(text) : SVG.has(tag) ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag);
	change(node, { text, element, props: {} });
}

function change(node, old) {
	const { tag, text, props, children } = node;
	const element = node.element = old.element;
	if (tag) {
		// Children first: the value of a select is one of its options.
		update(element, children);
		for (const name in { ...old.props, ...props }) {
			if (props[name] !== old.props[name]) {
				set(element, name, props[name], old.props[name]);
			}
		}
	}
	else if (text !== old.text) {
		element.data = text;
	}
}

function set(element, name, value, before) {
	if (name === 'style') {
		// Not as an attribute, which the content security policy refuses.
		Object.keys({ ...before, ...value }).filter((each) => value?.[each] !== before?.[each]).forEach((each) => element.style.setProperty(each, value?.[each] ?? ''));
	}
	else if (name.startsWith('on')) {
		element[name] = value;
	}
	else if (PROPERTIES.has(name)) {
		element[name] = value ?? '';
	}
	else if ((value ?? false) === false) {
		element.removeAttribute(name);
	}
	else if (name !== 'key') {
		element.setAttribute(name, value === true ? '' : value);
	}
}
