package io.steadykafka.watchdog.internal.diagnosis;

import java.util.TreeSet;

import io.steadykafka.watchdog.internal.diagnosis.WatchFinding.Severity;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/**
 * Names the ACL that the user of a member lacks.
 */
final class MissingAcl {

	private MissingAcl() {
	}

	/**
	 * Kafka's consumer polls on, and succeeds once the ACL is there; but not after it was
	 * refused its group under the consumer protocol.
	 */
	static PollFailure of(AuthorizationException refused, MemberKind member) {
		boolean isFatal = member.consumerProtocol() && refused instanceof GroupAuthorizationException;
		String reason = "the brokers refuse its user: " + refused.getMessage();
		Diagnosis diagnosis = new Diagnosis(WatchState.UNAUTHORIZED, (isFatal) ? Severity.CURING : Severity.WARNING,
				(isFatal) ? reason + ", after which its consumer polls nothing any more" : reason,
				"grant the listener's user the ACL " + name(refused, member) + "; it goes on by itself then", refused);
		// Not kept from the container, which may be configured to stop on it.
		return new PollFailure(diagnosis, false, !isFatal);
	}

	private static String name(AuthorizationException refused, MemberKind member) {
		if (refused instanceof GroupAuthorizationException) {
			return "READ on the group '" + member.group() + "'";
		}
		if (refused instanceof TopicAuthorizationException topics && !topics.unauthorizedTopics().isEmpty()) {
			return "READ on the topic '" + String.join("', '", new TreeSet<>(topics.unauthorizedTopics())) + "'";
		}
		// The answer to a heartbeat does not name the topic.
		return (refused instanceof TopicAuthorizationException) ? "READ on each topic that it subscribes to"
				: "that the reason names";
	}

}
