package io.steadykafka.metrics.internal;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Tag;
import io.steadykafka.listener.internal.state.ContainerState;
import io.steadykafka.operations.internal.log.Operation;
import io.steadykafka.operations.internal.log.OperationOutcome;
import io.steadykafka.rebalance.Cause;
import io.steadykafka.rebalance.Rebalance;
import io.steadykafka.watchdog.internal.diagnosis.WatchState;

/**
 * The tags of meters, with their values where there are few.
 */
public enum MeterTag implements KeyName {

	/**
	 * The consumer group.
	 */
	GROUP("group"),

	/**
	 * The id of the listener.
	 */
	LISTENER("listener"),

	/**
	 * The number of the member in its listener, from 0.
	 */
	MEMBER("member"),

	/**
	 * The topic.
	 */
	TOPIC("topic"),

	/**
	 * The partition's number.
	 */
	PARTITION("partition"),

	/**
	 * The broker, as Kafka's metrics name it.
	 */
	NODE("node"),

	/**
	 * The consumer group, as kafka_exporter names it.
	 */
	CONSUMER_GROUP("consumergroup"),

	/**
	 * The state of a container.
	 */
	CONTAINER_STATE("state", names(Stream.of(ContainerState.Kind.values()))),

	/**
	 * What the watchdog may find.
	 */
	FINDING("state", names(Stream.of(WatchState.values()))),

	/**
	 * What the watchdog restarts members for.
	 */
	CURABLE_FINDING("state", names(Stream.of(WatchState.values()).filter(WatchState::isCurable))),

	/**
	 * The worst that a rebalance did.
	 */
	KIND("kind", names(Stream.of(Rebalance.Kind.values()))),

	/**
	 * Why there was a rebalance.
	 */
	CAUSE("cause", names(Stream.of(Cause.values()))),

	/**
	 * What was asked for while the application runs.
	 */
	OPERATION("operation", texts(Operation.values())),

	/**
	 * How an operation ended.
	 */
	OUTCOME("outcome", texts(OperationOutcome.values())),

	/**
	 * How a commit ended: those that nobody thought of are the last.
	 */
	RESULT("result", "success", "lost", "RebalanceInProgressException", "CommitFailedException", "TimeoutException",
			"RetriableCommitFailedException", "WakeupException", "other");

	private final String key;

	private final String choices;

	MeterTag(String key, String... choices) {
		this.key = key;
		this.choices = String.join(" ", choices);
	}

	@Override
	public String asString() {
		return this.key;
	}

	/**
	 * The values, where there are few.
	 * @return the values, empty if they can be any
	 */
	public List<String> choices() {
		return this.choices.isEmpty() ? List.of() : List.of(this.choices.split(" ", -1));
	}

	public Tag of(String value) {
		return Tag.of(this.key, value);
	}

	public Tag of(int number) {
		return of(String.valueOf(number));
	}

	public Tag of(Enum<?> value) {
		return of(name(value));
	}

	private static String name(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	private static String[] texts(Enum<?>[] values) {
		return Stream.of(values).map(Enum::toString).toArray(String[]::new);
	}

	private static String[] names(Stream<? extends Enum<?>> values) {
		return values.map(MeterTag::name).toArray(String[]::new);
	}

}
