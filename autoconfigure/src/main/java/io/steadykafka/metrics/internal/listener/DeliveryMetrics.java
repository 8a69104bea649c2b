package io.steadykafka.metrics.internal.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.delivery.internal.work.ListenerWork;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.metrics.internal.MeterTag;

/**
 * Binds the meters of what listeners do, and of their commits, {@link DeliveryMeter}.
 */
public final class DeliveryMetrics extends ListenerMeters {

	private static final List<String> RESULTS = MeterTag.RESULT.choices();

	private static final Map<DeliveryMeter, ToDoubleFunction<ListenerWork>> COUNTERS = Map.of(DeliveryMeter.PROCESSED,
			ListenerWork::processed, DeliveryMeter.FAILED, ListenerWork::failed, DeliveryMeter.REDELIVERED,
			ListenerWork::redelivered, DeliveryMeter.PASSED_OVER, ListenerWork::passedOver, DeliveryMeter.SLOW,
			ListenerWork::slow, DeliveryMeter.POLL_BUDGET_EXCEEDED, ListenerWork::overlongCount);

	private static final Map<DeliveryMeter, ToDoubleFunction<ListenerWork>> GAUGES = Map.of(DeliveryMeter.IN_FLIGHT,
			ListenerWork::inFlight, DeliveryMeter.IN_FLIGHT_AGE, (work) -> work.oldestInFlight().toNanos() / 1e9,
			DeliveryMeter.POLL_BUDGET_USED, ListenerWork::pollBudgetUsed);

	private final RecordDelivery delivery;

	public DeliveryMetrics(RecordDelivery delivery) {
		this.delivery = delivery;
	}

	@Override
	List<Meter> register(ListenerContainer listener, MeterRegistry registry) {
		Optional<ListenerWork> work = this.delivery.work(listener);
		return work.map((known) -> register(known, tags(listener), registry)).orElse(List.of());
	}

	private static List<Meter> register(ListenerWork work, Tags tags, MeterRegistry registry) {
		List<Meter> meters = new ArrayList<>();
		COUNTERS.forEach((meter, value) -> meters.add(meter.counter(registry, tags, work, value)));
		GAUGES.forEach((meter, value) -> meters.add(meter.gauge(registry, tags, work, value)));
		meters.add(DeliveryMeter.HANDLER_TIME.timer(registry, tags, work, (each) -> each.processed() + each.failed(),
				(each) -> each.handlerTime().toNanos()));
		for (String result : RESULTS) {
			meters.add(DeliveryMeter.COMMITS.counter(registry, tags.and(MeterTag.RESULT.of(result)), work,
					(each) -> count(each, result)));
		}
		return meters;
	}

	private static double count(ListenerWork work, String result) {
		return result.equals("other") ? countOthers(work) : work.commits().getOrDefault(result, 0L);
	}

	private static double countOthers(ListenerWork work) {
		return work.commits()
			.entrySet()
			.stream()
			.filter((entry) -> !RESULTS.contains(entry.getKey()))
			.mapToLong(Map.Entry::getValue)
			.sum();
	}

}
