export const state = {
	/** The last answer, what it was asked for, and when it came. */
	answer: null,
	asked: null,
	at: null,
	/** Why the last request failed. */
	problem: null,
	/** What brokers no longer answer. */
	away: null,
	/** What is allowed, or why nothing is. */
	access: { operations: [] },
	/** The operations under way. */
	busy: new Set()
};

/** Set by who draws and asks. */
export const page = {};

export const draw = () => page.draw();

export const refresh = () => page.refresh();
