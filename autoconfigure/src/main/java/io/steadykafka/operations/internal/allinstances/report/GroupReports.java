package io.steadykafka.operations.internal.allinstances.report;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.steadykafka.listener.internal.ClusterKey;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.operations.internal.describe.broker.Answer;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.GroupViews;
import io.steadykafka.operations.internal.describe.view.ListenerViews;
import io.steadykafka.operations.internal.describe.view.PartitionViews;
import org.jspecify.annotations.Nullable;

/**
 * Says of the groups of this instance what only this instance knows. No broker is asked.
 */
public final class GroupReports {

	private final ListenerViews listeners;

	private final GroupViews groups;

	private final PartitionViews partitions;

	private final Clock clock;

	private final Containment containment;

	public GroupReports(ListenerViews listeners, GroupViews groups, Clock clock, Containment containment) {
		this.listeners = listeners;
		this.groups = groups;
		this.partitions = new PartitionViews(listeners, groups.lag());
		this.clock = clock;
		this.containment = containment;
	}

	/**
	 * The reports by group, as far as there is room: partitions come last, as they are
	 * the most. What a capability that fails would have said is missing: the rest of the
	 * report is needed nevertheless.
	 */
	public Map<String, Object> of(List<ListenerContainer> all, ReportRoom room) {
		Map<String, Object> reports = new LinkedHashMap<>();
		this.containment.run("reports of groups", () -> write(all, room, reports));
		return reports;
	}

	private void write(List<ListenerContainer> all, ReportRoom room, Map<String, Object> reports) {
		Map<String, Map<String, Object>> indicators = this.groups.health().details();
		GroupReportWriter writer = new GroupReportWriter(this.listeners, this.groups, () -> indicators, room);
		List<Runnable> partitions = new ArrayList<>();
		all.stream()
			.filter((listener) -> !listener.group().isEmpty())
			.collect(Collectors.groupingBy(ListenerContainer::group, LinkedHashMap::new, Collectors.toList()))
			.forEach((name, ofGroup) -> {
				// Of a name on two clusters nobody could say which one it is.
				if (ofGroup.stream().map(ClusterKey::of).distinct().count() == 1) {
					GroupView group = view(name, ofGroup);
					Map<String, @Nullable Object> document = writer.of(group);
					reports.put(name, document);
					partitions.add(() -> new PartitionReportWriter(group, this.groups.levels(), room)
						.write(this.partitions.of(group), document));
				}
			});
		partitions.forEach(Runnable::run);
	}

	private GroupView view(String name, List<ListenerContainer> ofGroup) {
		String servers = ClusterKey.of(ofGroup.get(0)).servers();
		Instant now = this.clock.instant();
		return new GroupView(name, servers, ofGroup, List.of(), Answer.none(),
				PartitionViews.sample(this.groups.lag(), servers, name), now, List.of());
	}

}
