package io.steadykafka.listener.internal.state;

import org.springframework.kafka.event.ConsumerFailedToStartEvent;
import org.springframework.kafka.event.ConsumerRetryAuthEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.KafkaEvent;

/**
 * Remedies for members that ended with an error, did not start, or can't log in.
 */
final class ContainerRemedies {

	static final String START_AGAIN = "fix the error in the log, then start the listener again";

	private ContainerRemedies() {
	}

	static String of(KafkaEvent event) {
		if (event instanceof ConsumerFailedToStartEvent) {
			return "give the task executor as many threads as all listeners have members, then restart the application";
		}
		if (event instanceof ConsumerRetryAuthEvent retry) {
			return switch (retry.getReason()) {
				case AUTHENTICATION -> "correct the credentials; it goes on by itself once they are accepted";
				case AUTHORIZATION ->
					"allow the user to read the topics and the group (ACLs); it goes on by itself then";
			};
		}
		return (event instanceof ConsumerStoppedEvent stopped) ? of(stopped.getReason()) : "";
	}

	private static String of(ConsumerStoppedEvent.Reason reason) {
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
