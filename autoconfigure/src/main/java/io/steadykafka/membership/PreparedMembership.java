package io.steadykafka.membership;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.steadykafka.listener.Choices;
import io.steadykafka.listener.ListenerContainer;
import io.steadykafka.listener.ListenerContainers;
import io.steadykafka.listener.Setting;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/**
 * Looks, decides, and applies what was decided.
 */
final class PreparedMembership implements Membership {

	private static final Log logger = LogFactory.getLog(Membership.class);

	private final Options options;

	private final ListenerContainers containers;

	private final Changes changes;

	private final Map<ListenerContainer, Joining> joining = new ConcurrentHashMap<>();

	private @Nullable GroupLooks looks;

	private volatile boolean prepared;

	PreparedMembership(Options options, ListenerContainers containers, Changes changes) {
		this.options = options;
		this.containers = containers;
		this.changes = changes;
	}

	@Override
	public List<Setting> settings(ListenerContainer listener) {
		return (joins(listener)) ? joining(listener).settings() : List.of();
	}

	private static boolean joins(ListenerContainer listener) {
		return listener.isSubscribed() && !listener.group().isEmpty();
	}

	private Joining joining(ListenerContainer listener) {
		return this.joining.computeIfAbsent(listener, (key) -> decide(listener,
				new Choices(listener.consumerConfig(), this.options.enabled()), Candidate.Refused.NOTHING, looks()));
	}

	private Joining decide(ListenerContainer listener, Choices choices, Candidate.Refused refused, GroupLooks looks) {
		Candidate candidate = Candidate.of(listener, choices, this.containers.sharingGroupWith(listener),
				this.options.restarts().test(listener), refused);
		GroupLook look = (this.options.enabled()) ? looks.look(listener)
				: GroupLook.failed("steady.kafka.defaults.enabled is false");
		return new Joining(choices, refused, look, JoinDecision.decide(candidate, this.options, look),
				JoinDecision.refusal(candidate, this.options, look));
	}

	private synchronized GroupLooks looks() {
		if (this.looks == null) {
			this.looks = new GroupLooks(this.options.lookTimeout());
		}
		return this.looks;
	}

	@Override
	public void prepare(ListenerContainer listener) {
		if (joins(listener) && this.options.enabled()) {
			Joining joining = joining(listener);
			listener.apply(joining.settings(), List.of());
			takeOver(listener, joining.look(), looks());
			if (this.prepared) {
				// Registered later: no others follow.
				prepared();
			}
		}
	}

	private void takeOver(ListenerContainer listener, GroupLook look, GroupLooks looks) {
		this.options.instance().ifPresent((instance) -> new OwnIncarnations(instance).remove(listener, look, looks));
	}

	@Override
	public OptionalInt partitions(ListenerContainer listener) {
		return (joins(listener) && this.options.enabled()) ? looks().partitions(listener) : OptionalInt.empty();
	}

	@Override
	public synchronized void prepared() {
		this.prepared = true;
		if (this.looks != null) {
			this.looks.close();
			this.looks = null;
		}
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
	public void beforeRestart(ListenerContainer listener, @Nullable Throwable failure) {
		Joining before = this.joining.get(listener);
		if (before == null || !this.options.enabled()) {
			return;
		}
		Candidate.Refused refused = new Candidate.Refused(
				before.refused().assignors() || isCausedBy(failure, InconsistentGroupProtocolException.class),
				before.refused().consumerProtocol() || isCausedBy(failure, UnsupportedVersionException.class));
		// A look of its own: the group is another one now.
		try (GroupLooks fresh = new GroupLooks(this.options.lookTimeout())) {
			Joining now = decide(listener, before.choices(), refused, fresh);
			this.joining.put(listener, now);
			listener.apply(now.settings(), before.settings());
			takeOver(listener, now.look(), fresh);
			tell(listener, before.settings(), now.settings());
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

	private static boolean isCausedBy(@Nullable Throwable failure, Class<? extends Throwable> type) {
		return Stream.iterate(failure, (each) -> each != null, Throwable::getCause).anyMatch(type::isInstance);
	}

	@Override
	public void forget(ListenerContainer listener) {
		this.joining.remove(listener);
	}

	/**
	 * How a listener joins.
	 *
	 * @param choices what the application chose
	 * @param refused what was refused before
	 * @param look the group, as it was when this was decided
	 * @param settings what was decided
	 * @param refusal why the application is not to start so, empty if it may
	 */
	private record Joining(Choices choices, Candidate.Refused refused, GroupLook look, List<Setting> settings,
			Optional<String> refusal) {
	}

}
