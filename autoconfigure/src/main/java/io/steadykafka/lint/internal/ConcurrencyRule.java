package io.steadykafka.lint.internal;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reports more members than partitions: the others stand by, and cost the brokers
 * heartbeats and each rebalance time.
 */
final class ConcurrencyRule implements LintRule {

	@Override
	public String name() {
		return "concurrency";
	}

	@Override
	public Optional<Finding> check(InspectedListener listener) {
		int concurrency = listener.listener().concurrency();
		OptionalInt partitions = listener.partitions();
		// A standby member belongs in another instance.
		if (partitions.isEmpty() || concurrency <= partitions.getAsInt()) {
			return Optional.empty();
		}
		return Optional.of(listener.finding(name(), Severity.UNWISE,
				"concurrency=" + concurrency + " is more than the " + partitions.getAsInt() + " partitions of "
						+ listener.listener().topics() + ": " + (concurrency - partitions.getAsInt())
						+ " members have nothing to do",
				"Lower the concurrency, or add partitions"));
	}

}
