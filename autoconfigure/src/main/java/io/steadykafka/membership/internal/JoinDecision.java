package io.steadykafka.membership.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.steadykafka.listener.Setting;
import io.steadykafka.listener.internal.ChosenSettings;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Decides with which settings a listener's members join their group.
 */
final class JoinDecision {

	static final String CONSUMER = "consumer";

	private final JoinCandidate candidate;

	private final ChosenSettings choices;

	private final Membership.Options options;

	private final GroupInspection inspection;

	private final ProtocolObstacles obstacles;

	private JoinDecision(JoinCandidate candidate, Membership.Options options, GroupInspection inspection) {
		this.candidate = candidate;
		this.choices = candidate.choices();
		this.options = options;
		this.inspection = inspection;
		this.obstacles = new ProtocolObstacles(candidate, new Assignors(options.assignors()), inspection);
	}

	/**
	 * The settings to join with, one for each key.
	 */
	static List<Setting> decide(JoinCandidate candidate, Membership.Options options, GroupInspection inspection) {
		return new JoinDecision(candidate, options, inspection).decide();
	}

	/**
	 * Why a listener can't speak the consumer protocol although that was requested; empty
	 * if it can, or if it was not requested.
	 */
	static Optional<String> refusal(JoinCandidate candidate, Membership.Options options, GroupInspection inspection) {
		if (options.protocol() != Protocol.CONSUMER || !options.enabled()
				|| candidate.choices().has(ConsumerConfig.GROUP_PROTOCOL_CONFIG)) {
			return Optional.empty();
		}
		return new ProtocolObstacles(candidate, new Assignors(options.assignors()), inspection).hard();
	}

	/**
	 * The consequence, with the remedy, of a group that could not be inspected; empty if
	 * there is none.
	 */
	static Optional<String> undecided(JoinCandidate candidate, Membership.Options options, GroupInspection inspection) {
		boolean decides = options.enabled() && options.protocol() == Protocol.AUTO
				&& !options.inspectionTimeout().isZero()
				&& !candidate.choices().has(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
		boolean open = decides && !inspection.isKnown()
				&& new ProtocolObstacles(candidate, new Assignors(options.assignors()), inspection).hard().isEmpty();
		return (open) ? Optional.of("it speaks the classic protocol because its group could not be inspected ("
				+ inspection.failure() + "): restart the application to have that decided anew, with a longer "
				+ "steady.kafka.membership.inspection-timeout if the brokers need it") : Optional.empty();
	}

	private List<Setting> decide() {
		List<Setting> settings = new ArrayList<>();
		Setting protocol = protocol();
		settings.add(protocol);
		boolean consumer = protocol.value().toLowerCase(Locale.ROOT).equals(CONSUMER);
		if (consumer) {
			remoteAssignor().ifPresent(settings::add);
		}
		else {
			settings.add(new AssignorDecision(this.candidate, this.options, this.inspection).decide());
			settings.add(heartbeat());
			settings.add(sessionTimeout());
		}
		instanceId(consumer).ifPresent(settings::add);
		return List.copyOf(settings);
	}

	private Setting protocol() {
		String key = ConsumerConfig.GROUP_PROTOCOL_CONFIG;
		return switch (this.options.protocol()) {
			case CLASSIC -> this.choices.setting(key, Optional.empty(), "");
			case CONSUMER -> this.choices.setting(key, Optional.of(CONSUMER), this.obstacles.conversion());
			case AUTO -> {
				String obstacle = this.obstacles.hard().or(this.obstacles::soft).orElse("");
				yield this.choices.setting(key, Optional.of(CONSUMER).filter((any) -> obstacle.isEmpty()), obstacle);
			}
		};
	}

	private Optional<Setting> remoteAssignor() {
		String key = ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG;
		String wanted = new Assignors(this.options.assignors()).onBrokers().orElse("");
		String note = AssignorDecision.coPartitioning(this.candidate, this.options);
		if (wanted.isEmpty() && note.isEmpty() && !this.choices.has(key)) {
			return Optional.empty();
		}
		return Optional.of(this.choices.setting(key, Optional.of(wanted).filter((name) -> !name.isEmpty()), note));
	}

	// Members learn of a rebalance by heartbeat. With an eager assignor all wait for the
	// last one, with a cooperative one partitions that move wait for the second round.
	private Setting heartbeat() {
		String key = ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG;
		long heartbeat = this.options.heartbeatInterval().toMillis();
		if (sessionMillis() < 3 * heartbeat) {
			return this.choices.setting(key, Optional.empty(),
					"session.timeout.ms is below three heartbeats of " + heartbeat + " ms");
		}
		return this.choices.setting(key, Optional.of(String.valueOf(heartbeat)), "");
	}

	private long sessionMillis() {
		String key = ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG;
		Optional<Duration> ours = this.options.sessionTimeout().filter((timeout) -> !this.choices.has(key));
		return ours.map(Duration::toMillis).orElseGet(() -> this.choices.number(key));
	}

	private Setting sessionTimeout() {
		return this.choices.setting(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
				this.options.sessionTimeout().map((timeout) -> String.valueOf(timeout.toMillis())), "");
	}

	private Optional<Setting> instanceId(boolean consumer) {
		String key = ConsumerConfig.GROUP_INSTANCE_ID_CONFIG;
		Optional<String> id = this.options.instance()
			.filter((instance) -> !consumer || instance.always() || this.candidate.restarts())
			.map((instance) -> InstanceId.of(instance.name(), this.candidate.id()));
		return (id.isPresent() || this.choices.has(key)) ? Optional.of(this.choices.setting(key, id, ""))
				: Optional.empty();
	}

}
