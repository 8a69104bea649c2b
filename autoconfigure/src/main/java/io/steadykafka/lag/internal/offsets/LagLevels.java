package io.steadykafka.lag.internal.offsets;

/**
 * Up to how many records of lag each level goes; what is above them all is a
 * {@link LagLevel#BACKLOG}.
 *
 * @param caughtUp the most records of {@link LagLevel#CAUGHT_UP}
 * @param normal the most records of {@link LagLevel#NORMAL}
 * @param behind the most records of {@link LagLevel#BEHIND}
 */
public record LagLevels(long caughtUp, long normal, long behind) {

	/**
	 * The level of a lag.
	 * @param lag the lag in records
	 */
	public LagLevel of(long lag) {
		if (lag <= this.caughtUp) {
			return LagLevel.CAUGHT_UP;
		}
		if (lag <= this.normal) {
			return LagLevel.NORMAL;
		}
		return (lag <= this.behind) ? LagLevel.BEHIND : LagLevel.BACKLOG;
	}

}
