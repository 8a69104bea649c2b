package io.steadykafka.operations.internal.allinstances;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.operations.internal.allinstances.report.GroupReports;
import io.steadykafka.operations.internal.allinstances.report.ReportRoom;
import io.steadykafka.operations.internal.channel.ClaimedPartitions;
import io.steadykafka.operations.internal.member.ListenerPauses;
import io.steadykafka.operations.internal.member.PauseChange;
import io.steadykafka.operations.internal.reset.LivePartitions;
import org.jspecify.annotations.Nullable;

/**
 * What this instance tells the others of its listeners.
 */
public final class ListenerReport implements Supplier<Map<String, @Nullable Object>> {

	static final String LISTENERS = "listeners";

	static final String FAILING = "failing";

	static final String GROUPS = "groups";

	static final String LEFT_OUT = "leftOut";

	/**
	 * In bytes, with some distance from the largest message.
	 */
	private static final int LARGEST = 200 * 1024;

	private static final int MOST_FAILING = 100;

	private final ListenerContainers listeners;

	private final LivePartitions local;

	private final ListenerPauses pauses;

	private final Function<ListenerContainer, String> state;

	private final Supplier<? extends Iterable<FailedRecord>> failing;

	private final Optional<GroupReports> groups;

	/**
	 * Create a report.
	 * @param local the partitions that this instance owns
	 * @param state the state of a listener, for people
	 * @param failing the records that listeners fail on here
	 * @param groups says the rest, empty if groups are not described
	 */
	public ListenerReport(ListenerContainers listeners, LivePartitions local, ListenerPauses pauses,
			Function<ListenerContainer, String> state, Supplier<? extends Iterable<FailedRecord>> failing,
			Optional<GroupReports> groups) {
		this.listeners = listeners;
		this.local = local;
		this.pauses = pauses;
		this.state = state;
		this.failing = failing;
		this.groups = groups;
	}

	@Override
	public Map<String, @Nullable Object> get() {
		Map<String, @Nullable Object> report = new LinkedHashMap<>();
		ReportRoom room = new ReportRoom(LARGEST);
		List<ListenerContainer> present = this.listeners.all();
		put(report, ClaimedPartitions.FIELD, "lists of owned partitions",
				ClaimedPartitions.of(this.local, present.stream().map(ListenerContainer::group).distinct().toList()),
				room);
		Map<String, @Nullable Object> all = new LinkedHashMap<>();
		present.forEach((listener) -> put(all, listener.id(), "listeners", describe(listener), room));
		report.put(LISTENERS, all);
		Map<String, @Nullable Object> records = new LinkedHashMap<>();
		this.failing.get().forEach((record) -> {
			String key = record.listener() + " " + record.position();
			if (records.size() < MOST_FAILING) {
				put(records, key, "failing records", FailedRecordDocument.of(record), room);
			}
			else {
				room.leaveOut("failing records");
			}
		});
		report.put(FAILING, records);
		this.groups.ifPresent((groups) -> report.put(GROUPS, groups.of(present, room)));
		if (!room.leftOut().isEmpty()) {
			report.put(LEFT_OUT, room.leftOut());
		}
		return report;
	}

	private static void put(Map<String, @Nullable Object> document, String field, String what,
			Map<String, @Nullable Object> value, ReportRoom room) {
		if (room.take(what, Map.of(field, value))) {
			document.put(field, value);
		}
	}

	private Map<String, @Nullable Object> describe(ListenerContainer listener) {
		Map<String, @Nullable Object> described = new LinkedHashMap<>();
		described.put("group", listener.group());
		described.put("state", this.state.apply(listener));
		described.put("paused", this.pauses.of(listener).stream().map(PauseChange::toString).toList());
		described.put(PauseDocument.FIELD, PauseDocument.of(this.pauses.changes(listener)));
		return described;
	}

}
