package io.steadykafka.watchdog.internal.diagnosis;

import java.util.Map;
import java.util.Optional;

import io.steadykafka.watchdog.internal.diagnosis.WatchFinding.Severity;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupMaxSizeReachedException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.InvalidRegularExpression;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.apache.kafka.common.errors.UnsupportedAssignorException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * An exception of a poll after which the member does not consume.
 *
 * @param quiets whether the exception is kept from the container
 * @param passes whether the consumer may recover by itself
 */
public record PollFailure(Diagnosis diagnosis, boolean quiets, boolean passes) {

	private static final String UPGRADE = "set steady.kafka.membership.protocol=classic (or group.protocol, where that "
			+ "is what you set), or use brokers that have the consumer protocol (feature group.version 1)";

	/**
	 * Exceptions after which a member of the consumer protocol is fatal, and what helps
	 * ({@code AbstractHeartbeatRequestManager.handleFatalFailure}).
	 */
	private static final Map<Class<? extends Exception>, String> FATAL = Map.of(UnreleasedInstanceIdException.class,
			"another member has its group.instance.id: wait for the session timeout if that one crashed; if it runs, "
					+ "give each instance a name of its own (steady.kafka.membership.instance-id)",
			UnsupportedVersionException.class, UPGRADE, UnsupportedAssignorException.class,
			"set group.remote.assignor to one that the brokers have, or leave it out", InvalidRegularExpression.class,
			"correct the topic pattern: the brokers read it as RE2/J does", GroupMaxSizeReachedException.class,
			"run fewer members, or raise group.max.size on the brokers", InvalidRequestException.class,
			"look at the listener's consumer settings", GroupIdNotFoundException.class,
			"look at the type of the group: " + UPGRADE);

	/**
	 * Classify what a poll threw, empty if it is none of these.
	 */
	public static Optional<PollFailure> of(RuntimeException thrown, MemberKind member) {
		if (thrown instanceof AuthorizationException refused) {
			return Optional.of(MissingAcl.of(refused, member));
		}
		if (thrown instanceof InconsistentGroupProtocolException) {
			return Optional.of(new PollFailure(new Diagnosis(WatchState.PROTOCOL_MISMATCH, Severity.CURING,
					"the other members of the group use an assignor or a protocol that this one does not: " + thrown,
					"set partition.assignment.strategy to what the group uses, or stop the other members first",
					thrown), true, false));
		}
		if (thrown instanceof FencedInstanceIdException && member.restartable()) {
			return Optional.of(new PollFailure(new Diagnosis(WatchState.FENCED, Severity.DOWN,
					"fenced: another member of group '" + member.group() + "' runs with its group.instance.id '"
							+ member.instanceId() + "'",
					"give each instance a name of its own (steady.kafka.membership.instance-id), then restart it; it goes "
							+ "on by itself once the group has no member with that id",
					thrown), true, false));
		}
		Optional<String> refused = JoinRefusal.remedy(thrown, member);
		if (refused.isPresent()) {
			return Optional.of(new PollFailure(new Diagnosis(WatchState.JOIN_REFUSED, Severity.DOWN,
					"the brokers do not let it join group '" + member.group() + "': " + thrown.getMessage(),
					refused.get() + "; it is tried again once in a while", thrown), true, false));
		}
		String message = String.valueOf(thrown.getMessage());
		if (member.consumerProtocol() && thrown instanceof GroupIdNotFoundException
				&& message.contains("Cannot upgrade")) {
			return Optional.of(new PollFailure(new Diagnosis(WatchState.FATAL_MEMBER, Severity.CURING,
					"the brokers can't convert its group, whose members speak the classic protocol, to the consumer "
							+ "protocol: " + message,
					conversion(message), thrown), true, false));
		}
		String remedy = (member.consumerProtocol()) ? FATAL.get(thrown.getClass()) : null;
		if (remedy == null) {
			return Optional.empty();
		}
		return Optional.of(new PollFailure(
				new Diagnosis(WatchState.FATAL_MEMBER, Severity.CURING,
						"its consumer failed for good and polls nothing any more: " + thrown, remedy, thrown),
				true, false));
	}

	private static String conversion(String refusal) {
		String classic = ", or set steady.kafka.membership.protocol=classic for as long as they are there";
		if (refusal.contains("assignor")) {
			return "a member uses an assignor that keeps data of its own, as librdkafka's cooperative-sticky does: "
					+ "stop the members that do (kafkaConsumers and the log name all after a restart, with their "
					+ "hosts), have them use range, roundrobin or group.protocol=consumer" + classic;
		}
		if (refusal.contains("disabled")) {
			return "set group.consumer.migration.policy=bidirectional on the brokers, stop the other members first"
					+ classic;
		}
		return "stop the other members first" + classic;
	}

}
