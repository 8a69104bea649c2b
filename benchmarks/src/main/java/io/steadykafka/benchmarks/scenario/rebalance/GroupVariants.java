package io.steadykafka.benchmarks.scenario.rebalance;

import java.util.HashMap;
import java.util.Map;

import io.steadykafka.benchmarks.process.Side;
import io.steadykafka.benchmarks.process.Variant;

/**
 * Variants of group members.
 */
public final class GroupVariants {

	/** Named as the instance; a restart has the same name. */
	private static final Map<String, String> STABLE = Map.of("steady.kafka.membership.instance-id",
			"${benchmark.member}");

	private static final Map<String, String> CONSUMER_PROTOCOL = Map.of("steady.kafka.membership.protocol", "consumer");

	private static final Map<String, String> OPERATIONS = Map.of("steady.kafka.operations.topic",
			"${benchmark.topic}-operations");

	/** The consumer protocol without the starter. */
	static final Variant PLAIN_CONSUMER = new Variant("plain-consumer", Side.ACTUATOR,
			Map.of("spring.kafka.consumer.properties.group.protocol", "consumer"));

	/** Known to the broker again after a crash, classic protocol. */
	static final Variant STABLE_ID = steady("stable-id", STABLE);

	/** The same, and waiting for a restart when stopped cleanly. */
	static final Variant STAY = steady("stay", STABLE, Map.of("steady.kafka.membership.on-stop", "stay-for-restart"));

	/** Under the consumer protocol, by nothing known again. */
	public static final Variant CONSUMER = steady("consumer", CONSUMER_PROTOCOL);

	/** Under the consumer protocol, where the platform vouches for the name. */
	static final Variant CONSUMER_STABLE_ID = steady("consumer-stable-id", CONSUMER_PROTOCOL, STABLE,
			Map.of("steady.kafka.membership.static-membership", "on", "steady.kafka.membership.fence-previous-instance",
					"on"));

	/** Of instances that know each other. */
	static final Variant OPERATED = steady("operated", OPERATIONS);

	/** The same under the consumer protocol. */
	static final Variant OPERATED_CONSUMER = steady("operated-consumer", OPERATIONS, CONSUMER_PROTOCOL);

	private GroupVariants() {
	}

	@SafeVarargs
	private static Variant steady(String name, Map<String, String>... properties) {
		Map<String, String> all = new HashMap<>();
		for (Map<String, String> some : properties) {
			all.putAll(some);
		}
		return new Variant(name, Side.STEADY, Map.copyOf(all));
	}

}
