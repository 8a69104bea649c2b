package io.steadykafka.benchmarks.sidebyside;

import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * The command line's and the broker's state of a group on a partition at a moment.
 *
 * @param row what the command line says, {@code null} if it does not know the partition
 * @param log the log, {@code null} if there is no such partition
 */
public record ReferenceState(@Nullable CommandLineRow row, @Nullable LogState log) {

	OptionalLong committed() {
		return (this.row != null) ? this.row.committed() : OptionalLong.empty();
	}

	OptionalLong lag() {
		return (this.row != null) ? this.row.lag() : OptionalLong.empty();
	}

	/**
	 * Whether the committed offset is beyond the end, by the command line's own numbers.
	 */
	public boolean isBeyondEnd() {
		return lag().isPresent() && lag().getAsLong() < 0;
	}

}
