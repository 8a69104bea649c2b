package io.steadykafka.autoconfigure.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Status;

/**
 * Aggregates to the worst status by an order, as Spring Boot's own aggregator does.
 * {@code StatusAggregator.of} needs Spring Boot 4.1, and its predecessor in 4.0 is
 * deprecated for removal.
 */
public final class OrderedStatusAggregator implements StatusAggregator {

	private final List<String> worstFirst;

	public OrderedStatusAggregator(List<String> worstFirst) {
		this.worstFirst = worstFirst.stream().map(OrderedStatusAggregator::uniform).toList();
	}

	@Override
	public Status getAggregateStatus(Set<Status> statuses) {
		return statuses.stream()
			.filter((status) -> place(status) >= 0)
			.min(Comparator.comparingInt(this::place))
			.orElse(Status.UNKNOWN);
	}

	private int place(Status status) {
		return this.worstFirst.indexOf(uniform(status.getCode()));
	}

	private static String uniform(String code) {
		return code.replaceAll("[^\\p{IsAlphabetic}\\p{IsDigit}]", "").toLowerCase(Locale.ROOT);
	}

}
