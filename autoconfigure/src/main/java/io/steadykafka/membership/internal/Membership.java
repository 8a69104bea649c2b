package io.steadykafka.membership.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.steadykafka.listener.Setting;
import io.steadykafka.listener.internal.ChosenSettings;
import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.ExceptionCauses;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.RestartListener;
import io.steadykafka.listener.internal.SettingSource;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.listener.internal.assignment.AssignmentListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/**
 * Decides how a listener's members join their group, and sets what the application left
 * open. It inspects the group before the listener starts, and again before a member that
 * was refused is restarted; each inspection is bounded in time. Thread-safe.
 */
public final class Membership implements ContainerPreparer, SettingSource, RestartListener, AssignmentListener {

	private static final Log logger = LogFactory.getLog(Membership.class);

	private final Options options;

	private final ListenerContainers containers;

	private final Changes changes;

	private final Map<ListenerContainer, Joining> joining = new ConcurrentHashMap<>();

	private final SharedInspections inspections;

	/**
	 * Listeners for which the log names the members that keep theirs from joining.
	 */
	private final Set<ListenerContainer> named = ConcurrentHashMap.newKeySet();

	/**
	 * Which members keep those of a listener from joining, until one of them joins.
	 */
	private final Map<ListenerContainer, String> refusedBy = new ConcurrentHashMap<>();

	/**
	 * Create a membership that knows no listener.
	 * @param containers all listeners: those of one group have to agree
	 * @param changes notified of settings that differ after a restart
	 */
	public Membership(Options options, ListenerContainers containers, Changes changes) {
		this.options = options;
		this.containers = containers;
		this.changes = changes;
		this.inspections = new SharedInspections(options.inspectionTimeout());
	}

	@Override
	public List<Setting> settings(ListenerContainer listener) {
		return (joins(listener)) ? joining(listener).settings() : List.of();
	}

	private static boolean joins(ListenerContainer listener) {
		return listener.isSubscribed() && !listener.group().isEmpty();
	}

	private Joining joining(ListenerContainer listener) {
		Joining known = this.joining.get(listener);
		if (known == null) {
			known = this.inspections.ask((inspector) -> decide(listener,
					new ChosenSettings(listener.consumerConfig(), this.options.enabled()),
					JoinCandidate.Refused.NOTHING, inspector));
			this.joining.put(listener, known);
		}
		return known;
	}

	private Joining decide(ListenerContainer listener, ChosenSettings choices, JoinCandidate.Refused refused,
			GroupInspector inspector) {
		JoinCandidate candidate = JoinCandidate.of(listener, choices, this.containers.sharingGroupWith(listener),
				this.options.restarts().test(listener), refused);
		GroupInspection inspection = (this.options.enabled()) ? inspector.inspect(listener)
				: GroupInspection.failed("steady.kafka.defaults.enabled is false");
		return new Joining(choices, refused, inspection, JoinDecision.decide(candidate, this.options, inspection),
				JoinDecision.refusal(candidate, this.options, inspection),
				JoinDecision.undecided(candidate, this.options, inspection));
	}

	@Override
	public void prepare(ListenerContainer listener) {
		if (joins(listener) && this.options.enabled()) {
			Joining joining = joining(listener);
			listener.apply(joining.settings(), List.of());
			this.inspections.ask((inspector) -> fencePrevious(listener, joining.inspection(), inspector));
		}
	}

	private boolean fencePrevious(ListenerContainer listener, GroupInspection inspection, GroupInspector inspector) {
		this.options.instance()
			.ifPresent((instance) -> new PreviousInstances(instance).remove(listener, inspection, inspector));
		return inspection.isKnown();
	}

	/**
	 * How many partitions the topics have that a listener names; empty if it names none,
	 * if one of them does not exist, or if the brokers don't answer.
	 */
	public OptionalInt partitions(ListenerContainer listener) {
		return (joins(listener) && this.options.enabled())
				? this.inspections.ask((inspector) -> inspector.partitions(listener)) : OptionalInt.empty();
	}

	/**
	 * The listeners that start with the application are prepared: closes the connections
	 * that they shared.
	 */
	public void prepared() {
		this.inspections.startIsOver();
	}

	/**
	 * Why listeners can't speak the requested protocol.
	 * @return the reason with the listener's id and the remedy, empty if all can
	 */
	public Optional<String> refusal() {
		return this.joining.entrySet()
			.stream()
			.flatMap((entry) -> entry.getValue()
				.refusal()
				.map((reason) -> "Listener '" + entry.getKey().id() + "' can't speak it: " + reason)
				.stream())
			.sorted()
			.findFirst();
	}

	/**
	 * A sentence about how a listener joined that its settings don't show, empty if there
	 * is none.
	 */
	public Optional<String> remark(ListenerContainer listener) {
		return Optional.ofNullable(this.refusedBy.get(listener))
			.or(() -> Optional.ofNullable(this.joining.get(listener)).flatMap(Joining::remark));
	}

	@Override
	public void beforeRestart(ListenerContainer listener, @Nullable Throwable failure) {
		Joining before = this.joining.get(listener);
		if (before == null || !this.options.enabled()) {
			return;
		}
		JoinCandidate.Refused refused = new JoinCandidate.Refused(
				before.refused().assignors() || ExceptionCauses.has(failure, InconsistentGroupProtocolException.class),
				before.refused().consumerProtocol() || ExceptionCauses.has(failure, UnsupportedVersionException.class));
		// Inspect anew: the group has changed.
		try (GroupInspector fresh = new GroupInspector(this.options.inspectionTimeout())) {
			Joining now = decide(listener, before.choices(), refused, fresh);
			if (!now.inspection().isKnown() && refused.equals(before.refused())) {
				// Nothing new is known: a broker outage must not change the protocol.
				return;
			}
			this.joining.put(listener, now);
			listener.apply(now.settings(), before.settings());
			if (ExceptionCauses.has(failure, UnreleasedInstanceIdException.class)) {
				fencePrevious(listener, now.inspection(), fresh);
				logStaticMembers(listener, now.inspection());
			}
			if (ExceptionCauses.has(failure, GroupIdNotFoundException.class)
					&& now.inspection().kind() == GroupInspection.Kind.CLASSIC) {
				logClassicMembers(listener, now.inspection());
			}
			logChanges(listener, before.settings(), now.settings());
		}
	}

	@Override
	public Optional<String> obstacle(ListenerContainer listener, @Nullable Throwable failure) {
		if (!ExceptionCauses.has(failure, FencedInstanceIdException.class)) {
			return Optional.empty();
		}
		try (GroupInspector fresh = new GroupInspector(this.options.inspectionTimeout())) {
			GroupInspection inspection = fresh.inspect(listener);
			if (!inspection.isKnown()) {
				return Optional.of("it is not known who has its group.instance.id: " + inspection.failure());
			}
			Map<String, String> others = PreviousInstances.left(listener, inspection);
			return (others.isEmpty()) ? Optional.empty()
					: Optional.of("members of the group have its group.instance.id: " + others);
		}
	}

	private void logChanges(ListenerContainer listener, List<Setting> before, List<Setting> now) {
		List<Setting> changed = now.stream().filter((setting) -> !before.contains(setting)).toList();
		if (!now.equals(before)) {
			changed.forEach((setting) -> logger.info("From now on " + listener + " joins with " + setting.name() + "="
					+ setting.value() + (setting.note().isEmpty() ? "" : " (" + setting.note() + ")")));
			this.changes.changed(listener, before, now);
		}
	}

	private void logStaticMembers(ListenerContainer listener, GroupInspection inspection) {
		Map<String, String> others = PreviousInstances.left(listener, inspection);
		boolean fences = this.options.instance().filter(ApplicationInstance::fencesPrevious).isPresent();
		if (!others.isEmpty() && !fences && this.named.add(listener)) {
			logger.warn(listener + " was refused in group '" + listener.group() + "': its group.instance.id is that of "
					+ others + ". If that one crashed, the id is free after the session timeout; if it runs, give each "
					+ "instance a name of its own (steady.kafka.membership.instance-id)");
		}
	}

	private void logClassicMembers(ListenerContainer listener, GroupInspection inspection) {
		String remark = "when it was refused last, the members of group '" + listener.group()
				+ "' that speak the classic protocol were " + inspection.where();
		this.refusedBy.put(listener, remark);
		if (this.named.add(listener)) {
			logger.warn(listener + " can't speak the consumer protocol yet: " + remark);
		}
	}

	@Override
	public void onChange(AssignmentChange change) {
		if (change.kind() == AssignmentChange.Kind.ASSIGNED) {
			this.refusedBy.remove(change.listener());
		}
	}

	@Override
	public void forget(ListenerContainer listener) {
		this.joining.remove(listener);
		this.refusedBy.remove(listener);
		this.named.remove(listener);
	}

	/**
	 * How listeners should join.
	 *
	 * @param enabled whether to set anything; if not, settings are only reported
	 * @param assignors class names of assignors for the classic protocol, the preferred
	 * one first; empty to leave them to Kafka
	 * @param heartbeatInterval heartbeat interval of the classic protocol
	 * @param sessionTimeout session timeout of the classic protocol, empty to leave it to
	 * Kafka
	 * @param inspectionTimeout how long to wait for the brokers of a cluster; zero to not
	 * inspect groups
	 * @param restarts whether a member that was refused is restarted: then it may try
	 * what its group may refuse
	 * @param instance the application's instance if its members are static
	 */
	public record Options(boolean enabled, Protocol protocol, List<String> assignors, Duration heartbeatInterval,
			Optional<Duration> sessionTimeout, Duration inspectionTimeout, Predicate<ListenerContainer> restarts,
			Optional<ApplicationInstance> instance) {

		public Options {
			assignors = List.copyOf(assignors);
		}

	}

	/**
	 * Notified when a listener is about to join with settings that differ from before.
	 */
	@FunctionalInterface
	public interface Changes {

		void changed(ListenerContainer listener, List<Setting> before, List<Setting> now);

	}

	/**
	 * How a listener joins.
	 *
	 * @param choices what the application chose
	 * @param inspection the group when this was decided
	 * @param refusal why the application must not start, empty if it may
	 * @param remark what its settings don't show, empty if there is nothing
	 */
	private record Joining(ChosenSettings choices, JoinCandidate.Refused refused, GroupInspection inspection,
			List<Setting> settings, Optional<String> refusal, Optional<String> remark) {

	}

}
