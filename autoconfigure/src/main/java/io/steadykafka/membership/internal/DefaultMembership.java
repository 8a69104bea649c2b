package io.steadykafka.membership.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.steadykafka.listener.Setting;
import io.steadykafka.listener.internal.ChosenSettings;
import io.steadykafka.listener.internal.ExceptionCauses;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/**
 * Looks, decides, and applies what was decided.
 */
final class DefaultMembership implements Membership {

	private static final Log logger = LogFactory.getLog(Membership.class);

	private final Options options;

	private final ListenerContainers containers;

	private final Changes changes;

	private final Map<ListenerContainer, Joining> joining = new ConcurrentHashMap<>();

	private final SharedInspections looks;

	/**
	 * Listeners of whose members it was said who has their ids.
	 */
	private final Set<ListenerContainer> named = ConcurrentHashMap.newKeySet();

	/**
	 * Who kept the members of a listener from joining, until one of them joins.
	 */
	private final Map<ListenerContainer, String> refusedBy = new ConcurrentHashMap<>();

	DefaultMembership(Options options, ListenerContainers containers, Changes changes) {
		this.options = options;
		this.containers = containers;
		this.changes = changes;
		this.looks = new SharedInspections(options.lookTimeout());
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
			known = this.looks
				.ask((looks) -> decide(listener, new ChosenSettings(listener.consumerConfig(), this.options.enabled()),
						JoinCandidate.Refused.NOTHING, looks));
			this.joining.put(listener, known);
		}
		return known;
	}

	private Joining decide(ListenerContainer listener, ChosenSettings choices, JoinCandidate.Refused refused,
			GroupInspector looks) {
		JoinCandidate candidate = JoinCandidate.of(listener, choices, this.containers.sharingGroupWith(listener),
				this.options.restarts().test(listener), refused);
		GroupInspection look = (this.options.enabled()) ? looks.look(listener)
				: GroupInspection.failed("steady.kafka.defaults.enabled is false");
		return new Joining(choices, refused, look, JoinDecision.decide(candidate, this.options, look),
				JoinDecision.refusal(candidate, this.options, look),
				JoinDecision.undecided(candidate, this.options, look));
	}

	@Override
	public void prepare(ListenerContainer listener) {
		if (joins(listener) && this.options.enabled()) {
			Joining joining = joining(listener);
			listener.apply(joining.settings(), List.of());
			this.looks.ask((looks) -> takeOver(listener, joining.look(), looks));
		}
	}

	private boolean takeOver(ListenerContainer listener, GroupInspection look, GroupInspector looks) {
		this.options.instance().ifPresent((instance) -> new PreviousInstances(instance).remove(listener, look, looks));
		return look.isKnown();
	}

	@Override
	public OptionalInt partitions(ListenerContainer listener) {
		return (joins(listener) && this.options.enabled()) ? this.looks.ask((looks) -> looks.partitions(listener))
				: OptionalInt.empty();
	}

	@Override
	public void prepared() {
		this.looks.startIsOver();
	}

	@Override
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

	@Override
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
		// A look of its own: the group is another one now.
		try (GroupInspector fresh = new GroupInspector(this.options.lookTimeout())) {
			Joining now = decide(listener, before.choices(), refused, fresh);
			if (!now.look().isKnown() && refused.equals(before.refused())) {
				// Nothing new is known: brokers that are away change nobody's protocol.
				return;
			}
			this.joining.put(listener, now);
			listener.apply(now.settings(), before.settings());
			if (ExceptionCauses.has(failure, UnreleasedInstanceIdException.class)) {
				takeOver(listener, now.look(), fresh);
				nameTheOther(listener, now.look());
			}
			if (ExceptionCauses.has(failure, GroupIdNotFoundException.class)
					&& now.look().kind() == GroupInspection.Kind.CLASSIC) {
				nameTheClassic(listener, now.look());
			}
			tell(listener, before.settings(), now.settings());
		}
	}

	@Override
	public Optional<String> obstacle(ListenerContainer listener, @Nullable Throwable failure) {
		if (!ExceptionCauses.has(failure, FencedInstanceIdException.class)) {
			return Optional.empty();
		}
		try (GroupInspector fresh = new GroupInspector(this.options.lookTimeout())) {
			GroupInspection look = fresh.look(listener);
			if (!look.isKnown()) {
				return Optional.of("it is not known who has its group.instance.id: " + look.failure());
			}
			Map<String, String> others = PreviousInstances.left(listener, look);
			return (others.isEmpty()) ? Optional.empty()
					: Optional.of("members of the group have its group.instance.id: " + others);
		}
	}

	private void tell(ListenerContainer listener, List<Setting> before, List<Setting> now) {
		List<Setting> changed = now.stream().filter((setting) -> !before.contains(setting)).toList();
		if (!now.equals(before)) {
			changed.forEach((setting) -> logger.info("From now on " + listener + " joins with " + setting.name() + "="
					+ setting.value() + (setting.note().isEmpty() ? "" : " (" + setting.note() + ")")));
			this.changes.changed(listener, before, now);
		}
	}

	private void nameTheOther(ListenerContainer listener, GroupInspection look) {
		Map<String, String> others = PreviousInstances.left(listener, look);
		boolean takesOver = this.options.instance().filter(Instance::takesOver).isPresent();
		if (!others.isEmpty() && !takesOver && this.named.add(listener)) {
			logger.warn(listener + " was refused in group '" + listener.group() + "': its group.instance.id is that of "
					+ others + ". If that one crashed, the id is free after the session timeout; if it runs, give each "
					+ "instance a name of its own (steady.kafka.membership.instance-id)");
		}
	}

	private void nameTheClassic(ListenerContainer listener, GroupInspection look) {
		String remark = "when it was refused last, the members of group '" + listener.group()
				+ "' that speak the classic protocol were " + look.where();
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
	 * How a listener joins.
	 *
	 * @param choices what the application chose
	 * @param refused what was refused before
	 * @param look the group, as it was when this was decided
	 * @param settings what was decided
	 * @param refusal why the application is not to start so, empty if it may
	 * @param remark what a person should know of it, empty if there is nothing
	 */
	private record Joining(ChosenSettings choices, JoinCandidate.Refused refused, GroupInspection look,
			List<Setting> settings, Optional<String> refusal, Optional<String> remark) {

	}

}
