const ROOT = document.documentElement.dataset;
const PATIENCE = 10000;
const ONLY_READS = 'The endpoint only reads: management.endpoint.kafkagroups.access is not unrestricted';

let token = null;

/** Why a request failed: gone, slow, proxy, failed, session, forbidden, readonly, missing, unknown or refused. */
export class Problem extends Error {
	constructor(kind, message, answer = {}) {
		super(message);
		this.kind = kind;
		this.answer = answer;
		/** Whether it may have been done nevertheless. */
		this.unsure = ['gone', 'slow', 'proxy'].includes(kind);
	}
}

/** What is asked for: a group, all groups of the cluster, or those of the application. */
export const query = (group, all) => group !== null ? '?group=' + encodeURIComponent(group) : all ? '?all=true' : '';

export const read = (asked, signal) => request(ROOT.groups + asked, { signal });

/** Asks for an operation on a group. */
export async function write(group, args) {
	const send = () => request(ROOT.groups + query(group), {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', ...token },
		body: JSON.stringify(args)
	}, 60000);
	if (ROOT.access !== 'unrestricted') {
		throw new Problem('readonly', ONLY_READS);
	}
	token ||= await csrf();
	try {
		return await send();
	}
	catch (problem) {
		if (problem.kind !== 'forbidden') {
			throw problem;
		}
		token = await csrf();
		return send();
	}
}

/** The header that protects against forged requests, if the application has that protection. */
async function csrf() {
	const cookie = document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/);
	try {
		const { headers } = await fetch(location.pathname, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) });
		const [name, value] = [headers.get('X-Csrf-Header'), headers.get('X-Csrf-Token')];
		if (name && value) {
			return { [name]: value };
		}
	}
	catch {
		// The request that needs it says why there is no answer.
	}
	return cookie ? { 'X-XSRF-TOKEN': decodeURIComponent(cookie[1]) } : {};
}

async function request(url, options, patience = PATIENCE) {
	const timeout = AbortSignal.timeout(patience);
	let response;
	let text;
	try {
		response = await fetch(url, {
			...options,
			headers: { Accept: 'application/json', ...options.headers },
			redirect: 'manual',
			cache: 'no-store',
			signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout
		});
		text = await response.text();
	}
	catch (failure) {
		if (options.signal?.aborted) {
			throw failure;
		}
		throw timeout.aborted ? new Problem('slow', 'It does not answer within ' + patience / 1000 + ' s') : new Problem('gone', 'It does not answer');
	}
	return answer(response, text);
}

function answer({ type, status }, text) {
	const json = parsed(text);
	const said = json?.allowed && json.error;
	if (type === 'opaqueredirect' || status === 401 || (status < 400 && !json)) {
		throw new Problem('session', 'The application asks to sign in');
	}
	if (status < 400) {
		return json;
	}
	const [kind, message] = {
		403: ['forbidden', 'No permission (403)'],
		404: said ? ['unknown', said] : ['missing', 'The endpoint kafkagroups is not there: management.endpoints.web.exposure.include has to have it'],
		405: ['readonly', ONLY_READS]
	}[status] || (status > 501 && status < 505 ? ['proxy', 'The proxy answers ' + status] : [status < 500 ? 'refused' : 'failed', json?.error || 'Failed with status ' + status]);
	throw new Problem(kind, message, json || {});
}

function parsed(text) {
	try {
		return JSON.parse(text);
	}
	catch {
		return null;
	}
}
