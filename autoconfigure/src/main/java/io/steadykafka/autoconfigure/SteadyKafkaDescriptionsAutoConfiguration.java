package io.steadykafka.autoconfigure;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.steadykafka.autoconfigure.internal.properties.SteadyKafkaProperties;
import io.steadykafka.failure.internal.RecordFailures;
import io.steadykafka.lag.ConsumerLag;
import io.steadykafka.lag.internal.LagHistory;
import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.lint.internal.Lint;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.listener.internal.state.ContainerStates;
import io.steadykafka.operations.DeadLetterReplays;
import io.steadykafka.operations.GroupDescriptions;
import io.steadykafka.operations.OffsetResets;
import io.steadykafka.operations.internal.allinstances.ChannelConnection;
import io.steadykafka.operations.internal.allinstances.report.GroupReports;
import io.steadykafka.operations.internal.cluster.ClusterAdmins;
import io.steadykafka.operations.internal.describe.DefaultGroupDescriptions;
import io.steadykafka.operations.internal.describe.view.GroupViews;
import io.steadykafka.operations.internal.describe.view.HealthView;
import io.steadykafka.operations.internal.describe.view.ListenerViews;
import io.steadykafka.operations.internal.describe.view.LocalMembers;
import io.steadykafka.operations.internal.describe.view.RebalanceView;
import io.steadykafka.operations.internal.describe.view.RecentOperations;
import io.steadykafka.operations.internal.member.ListenerPauseView;
import io.steadykafka.operations.internal.member.ListenerPauses;
import io.steadykafka.rebalance.internal.Disturbance;
import io.steadykafka.rebalance.internal.RebalanceLog;
import io.steadykafka.startup.StartupReport;
import io.steadykafka.watchdog.internal.Watchdog;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that describes groups.
 */
@AutoConfiguration(after = { SteadyKafkaOperationsAutoConfiguration.class, SteadyKafkaHealthAutoConfiguration.class })
@ConditionalOnBean(ClusterAdmins.class)
public final class SteadyKafkaDescriptionsAutoConfiguration {

	@Bean
	LocalMembers steadyKafkaLocalMembers() {
		return new LocalMembers();
	}

	@Bean
	ListenerViews steadyKafkaListenerViews(ContainerStates states, OwnedPartitions owned, LocalMembers members,
			ObjectProvider<RecordFailures> failures, ObjectProvider<Watchdog> watchdogs, Lint lint,
			ListenerPauses pauses, ListenerContainers containers) {
		RecordFailures failing = failures.getIfAvailable();
		Watchdog watchdog = watchdogs.getIfAvailable();
		return new ListenerViews(states, owned, members,
				(listener) -> (failing != null && failing.handles(listener)) ? Optional.of(failing.failing(listener))
						: Optional.empty(),
				(record) -> (failing != null) ? containers.all()
					.stream()
					.filter((listener) -> listener.id().equals(record.listener()))
					.flatMap((listener) -> failing.stackTrace(listener, record.partition()).stream())
					.toList() : List.of(),
				(listener) -> (watchdog != null) ? watchdog.findings(listener) : List.of(), lint::findings,
				new ListenerPauseView(containers, pauses));
	}

	@Bean
	GroupViews steadyKafkaGroupViews(SteadyKafkaProperties properties, ObjectProvider<ConsumerLag> lag,
			ObjectProvider<LagMonitor> monitor, ObjectProvider<RebalanceLog> rebalances,
			ObjectProvider<StartupReport> report, ObjectProvider<HealthView> health,
			ObjectProvider<ChannelConnection> instances, RecentOperations recent) {
		Optional<LagHistory> history = monitor.stream()
			.findFirst()
			.map((present) -> LagHistory.of(present, Clock.systemUTC()));
		return new GroupViews(Optional.ofNullable(lag.getIfAvailable()),
				properties.lag().options(properties.health().lag().olderThan()).levels(),
				rebalances.stream()
					.findFirst()
					.map((log) -> new RebalanceView(log::recent,
							(listener) -> log.disturbances(listener).stream().map(Disturbance::when).toList())),
				() -> report.stream().flatMap((present) -> present.listeners().stream()).toList(),
				health.getIfAvailable(() -> Map::of),
				(group) -> instances.stream().flatMap((link) -> link.view().inGroup(group).stream()).toList(),
				(sample) -> history.map((present) -> present.of(sample)).orElse(List.of()), recent);
	}

	@Bean
	RecentOperations steadyKafkaRecentOperations(ObjectProvider<DeadLetterReplays> replays,
			ObjectProvider<OffsetResets> resets) {
		return new RecentOperations(() -> replays.stream().flatMap((present) -> present.recent().stream()).toList(),
				() -> resets.stream().flatMap((present) -> present.recent().stream()).toList());
	}

	@Bean
	GroupReports steadyKafkaGroupReports(ListenerViews listeners, GroupViews groups, Containment containment) {
		return new GroupReports(listeners, groups, Clock.systemUTC(), containment);
	}

	@Bean
	@ConditionalOnMissingBean
	GroupDescriptions steadyKafkaGroupDescriptions(ListenerContainers containers, ClusterAdmins admins,
			ListenerViews listeners, GroupViews groups, ObjectProvider<ChannelConnection> instances) {
		Supplier<String> scope = instances.stream()
			.findFirst()
			.<Supplier<String>>map((link) -> link::scope)
			.orElse(() -> "this instance only");
		return new DefaultGroupDescriptions(scope, containers, admins::of, listeners, groups, Clock.systemUTC());
	}

}
