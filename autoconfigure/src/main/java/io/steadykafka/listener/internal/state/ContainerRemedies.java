package io.steadykafka.listener.internal.state;

import org.springframework.kafka.event.ConsumerRetryAuthEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;

/**
 * Remedies for members that ended with an error, did not start, or can't log in.
 */
final class ContainerRemedies {

	static final String START_AGAIN = "fix the error in the log, then start the listener again";

	static final String MORE_THREADS = "give the task executor as many threads as all listeners have members, then "
			+ "restart the application";

	private ContainerRemedies() {
	}

	static String of(ConsumerRetryAuthEvent.Reason reason) {
		return switch (reason) {
			case AUTHENTICATION -> "correct the credentials; it goes on by itself once they are accepted";
			case AUTHORIZATION -> "allow the user to read the topics and the group (ACLs); it goes on by itself then";
		};
	}

	static String of(ConsumerStoppedEvent.Reason reason) {
		return switch (reason) {
			case NORMAL -> "";
			case ABNORMAL -> START_AGAIN;
			case AUTH -> "correct the credentials or the ACLs, then start the listener again; with "
					+ "authExceptionRetryInterval it would try again by itself";
			case FENCED -> "give each instance a name of its own (steady.kafka.membership.instance-id, or "
					+ "transaction-id-prefix), then start the listener again";
			case NO_OFFSET ->
				"commit offsets for the group, or set auto.offset.reset=earliest, then start the listener again";
			case ERROR ->
				"an Error means that the application itself is broken, so nothing is retried: fix the error in the "
						+ "log, then restart the application";
		};
	}

}
