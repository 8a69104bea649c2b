// The lag over the last minutes: as the endpoint remembers it, or else as it was seen while the page is open.

const WINDOW = 900000;

const seen = new Map();

export function remember(groups) {
	const now = Date.now();
	for (const group of groups) {
		if (!group.lagHistory?.length) {
			const points = (seen.get(group.group) || []).filter(({ at }) => at > now - WINDOW);
			seen.set(group.group, [...points, { at: now, lag: group.lag }]);
		}
	}
}

export const points = (group) => group.lagHistory?.length ? group.lagHistory : seen.get(group.group) || [];
