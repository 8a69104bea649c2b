package io.steadykafka.watchdog.internal.diagnosis;

import java.util.Optional;

import org.apache.kafka.common.errors.GroupMaxSizeReachedException;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.apache.kafka.common.errors.InvalidSessionTimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * Names what helps against an answer of the brokers that ends each attempt to join a
 * group of the classic protocol ({@code AbstractCoordinator.JoinGroupResponseHandler}):
 * the consumer would join, and fail, again with each poll.
 */
final class JoinRefusal {

	private JoinRefusal() {
	}

	static Optional<String> remedy(RuntimeException thrown, MemberKind member) {
		if (member.consumerProtocol() || !member.joins()) {
			return Optional.empty();
		}
		if (thrown instanceof InvalidSessionTimeoutException) {
			return Optional.of("set session.timeout.ms, which is " + member.sessionTimeout()
					+ ", to what the brokers allow: from their group.min.session.timeout.ms (6000 by default) to their "
					+ "group.max.session.timeout.ms (1800000 by default)");
		}
		if (thrown instanceof GroupMaxSizeReachedException) {
			return Optional.of("run fewer members, or raise group.max.size on the brokers");
		}
		if (thrown instanceof InvalidGroupIdException) {
			return Optional.of("set a group.id that the brokers accept");
		}
		return (thrown instanceof UnsupportedVersionException)
				? Optional.of("unset group.instance.id, or use brokers that know static members") : Optional.empty();
	}

}
