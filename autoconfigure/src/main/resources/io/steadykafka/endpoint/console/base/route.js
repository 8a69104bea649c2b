// The address of what is shown, in the hash: #/?q=&all=1, or #/group/{group}/{tab}?q=&is=&sort=&down=1

let changed = () => {};

export function onRoute(listener) {
	changed = listener;
	addEventListener('hashchange', listener);
}

export function route() {
	const [path, query] = location.hash.slice(1).split('?');
	const [, view, group, tab] = path.split('/');
	return { group: view === 'group' && group ? decoded(group) : null, tab: tab || 'overview', params: new URLSearchParams(query) };
}

function decoded(text) {
	try {
		return decodeURIComponent(text);
	}
	catch {
		return text;
	}
}

export function link(group, tab = 'overview', params = {}) {
	return address('/group/' + encodeURIComponent(group) + '/' + tab, new URLSearchParams(params));
}

function address(path, params) {
	return '#' + path + (params.size ? '?' + params : '');
}

/** Changes the parameters of what is shown; an empty one goes. */
export function choose(changes) {
	const { params } = route();
	for (const [name, value] of Object.entries(changes)) {
		value ? params.set(name, value) : params.delete(name);
	}
	history.replaceState(null, '', address(location.hash.slice(1).split('?')[0] || '/', params));
	changed();
}
