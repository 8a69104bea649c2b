// Whose a pause is: its text says what of a listener it is of.

/** Of all of the listener. */
export const ofAll = (pause) => pause.startsWith('all partitions paused by ');

/** What can be done about the pause of a partition, by those of its listener; false for nothing. */
export function toggle({ topic, partition, paused }, pauses) {
	const own = `partition ${topic}-${partition} paused by `;
	const wider = pauses.some((pause) => ofAll(pause) || pause.startsWith(`topic ${topic} paused by `));
	return !wider && (!paused ? 'pause' : paused.startsWith(own) && 'resume');
}
