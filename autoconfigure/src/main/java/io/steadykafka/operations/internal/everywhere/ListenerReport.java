package io.steadykafka.operations.internal.everywhere;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.operations.internal.instances.ClaimedPartitions;
import io.steadykafka.operations.internal.member.ListenerPauses;
import io.steadykafka.operations.internal.member.Pause;
import io.steadykafka.operations.internal.reset.LivePartitions;
import org.jspecify.annotations.Nullable;

/**
 * What this instance tells the others of its listeners.
 */
public final class ListenerReport implements Supplier<Map<String, @Nullable Object>> {

	static final String LISTENERS = "listeners";

	static final String FAILING = "failing";

	private final ListenerContainers listeners;

	private final LivePartitions local;

	private final ListenerPauses pauses;

	private final Function<ListenerContainer, String> state;

	private final Supplier<? extends Iterable<FailedRecord>> failing;

	/**
	 * Create a report.
	 * @param local the partitions that this instance owns
	 * @param state the state of a listener, for people
	 * @param failing the records that listeners fail on here
	 */
	public ListenerReport(ListenerContainers listeners, LivePartitions local, ListenerPauses pauses,
			Function<ListenerContainer, String> state, Supplier<? extends Iterable<FailedRecord>> failing) {
		this.listeners = listeners;
		this.local = local;
		this.pauses = pauses;
		this.state = state;
		this.failing = failing;
	}

	@Override
	public Map<String, @Nullable Object> get() {
		Map<String, @Nullable Object> report = new LinkedHashMap<>();
		report.put(ClaimedPartitions.FIELD, ClaimedPartitions.of(this.local,
				this.listeners.all().stream().map(ListenerContainer::group).distinct().toList()));
		Map<String, @Nullable Object> all = new LinkedHashMap<>();
		this.listeners.all().forEach((listener) -> all.put(listener.id(), describe(listener)));
		report.put(LISTENERS, all);
		Map<String, @Nullable Object> records = new LinkedHashMap<>();
		this.failing.get()
			.forEach((record) -> records.put(record.listener() + " " + record.position(),
					FailedRecordDocument.of(record)));
		report.put(FAILING, records);
		return report;
	}

	private Map<String, @Nullable Object> describe(ListenerContainer listener) {
		Map<String, @Nullable Object> described = new LinkedHashMap<>();
		described.put("group", listener.group());
		described.put("state", this.state.apply(listener));
		described.put("paused", this.pauses.of(listener).stream().map(Pause::toString).toList());
		return described;
	}

}
