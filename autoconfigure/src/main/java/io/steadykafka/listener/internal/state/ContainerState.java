package io.steadykafka.listener.internal.state;

import java.util.List;

/**
 * The state of a listener's container.
 *
 * @param reason why it is in this state, for people
 * @param remedy what people can do about it, empty if nothing
 */
public record ContainerState(Kind kind, String reason, String remedy) {

	ContainerState(Kind kind, String reason) {
		this(kind, reason, "");
	}

	/**
	 * The states, from outside.
	 */
	public enum Kind {

		/**
		 * The application has not started the container.
		 */
		NOT_STARTED,

		/**
		 * All members run.
		 */
		RUNNING,

		/**
		 * All members run, and somebody paused them.
		 */
		PAUSED,

		/**
		 * Somebody stopped the container.
		 */
		STOPPED,

		/**
		 * All members run, but some can't consume and retry.
		 */
		RETRYING,

		/**
		 * Some members ended with an error, the others go on.
		 */
		PARTLY_FAILED,

		/**
		 * The container ended with an error and does not start again by itself.
		 */
		FAILED

	}

	static ContainerState decide(ContainerSnapshot seen) {
		return (seen.running()) ? decideRunning(seen) : decideStopped(seen);
	}

	private static ContainerState decideRunning(ContainerSnapshot seen) {
		int failed = seen.failures().size();
		if (failed >= seen.concurrency()) {
			return new ContainerState(Kind.FAILED, join(seen.failures()), join(seen.remedies()));
		}
		if (failed > 0) {
			return new ContainerState(Kind.PARTLY_FAILED, describeFailed(seen), join(seen.remedies()));
		}
		if (!seen.troubles().isEmpty()) {
			return new ContainerState(Kind.RETRYING, join(seen.troubles()), join(seen.remedies()));
		}
		return (seen.pauseRequested()) ? new ContainerState(Kind.PAUSED, "paused on purpose")
				: new ContainerState(Kind.RUNNING, "running");
	}

	private static ContainerState decideStopped(ContainerSnapshot seen) {
		int failed = seen.failures().size();
		if (seen.members() == 0) {
			return new ContainerState(Kind.NOT_STARTED,
					(seen.autoStartup()) ? "not started yet" : "not started: autoStartup is false");
		}
		if (failed >= seen.members()) {
			return new ContainerState(Kind.FAILED, join(seen.failures()), join(seen.remedies()));
		}
		return new ContainerState(Kind.STOPPED,
				(failed > 0) ? "stopped on purpose; before that " + describeFailed(seen) : "stopped on purpose");
	}

	private static String describeFailed(ContainerSnapshot seen) {
		return seen.failures().size() + " of " + seen.concurrency() + " members ended: " + join(seen.failures());
	}

	private static String join(List<String> reasons) {
		return String.join("; ", reasons.stream().distinct().sorted().toList());
	}

}
