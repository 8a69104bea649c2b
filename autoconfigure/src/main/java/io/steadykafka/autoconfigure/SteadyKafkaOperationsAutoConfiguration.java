package io.steadykafka.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.steadykafka.autoconfigure.internal.properties.ListenerSettings;
import io.steadykafka.autoconfigure.internal.properties.OperationsProperties;
import io.steadykafka.autoconfigure.internal.properties.SteadyKafkaProperties;
import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.delivery.internal.work.ListenerWork;
import io.steadykafka.failure.internal.RecordFailures;
import io.steadykafka.lag.ConsumerLag;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.listener.internal.state.ContainerStates;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.operations.DeadLetterReplays;
import io.steadykafka.operations.ListenerControl;
import io.steadykafka.operations.OffsetResets;
import io.steadykafka.operations.internal.LocalBlockedRecords;
import io.steadykafka.operations.internal.ReachedOffsets;
import io.steadykafka.operations.internal.allinstances.ChannelConnection;
import io.steadykafka.operations.internal.allinstances.ListenerReport;
import io.steadykafka.operations.internal.allinstances.PauseExchange;
import io.steadykafka.operations.internal.allinstances.RemoteCommands;
import io.steadykafka.operations.internal.allinstances.SharedListenerControl;
import io.steadykafka.operations.internal.allinstances.report.GroupReports;
import io.steadykafka.operations.internal.channel.ChannelOptions;
import io.steadykafka.operations.internal.channel.LivePartitionCommands;
import io.steadykafka.operations.internal.channel.RemoteLivePartitions;
import io.steadykafka.operations.internal.cluster.ClusterAdmins;
import io.steadykafka.operations.internal.log.LoggedBlockedRecords;
import io.steadykafka.operations.internal.log.LoggedListenerControl;
import io.steadykafka.operations.internal.log.LoggedOffsetResets;
import io.steadykafka.operations.internal.log.OperationListener;
import io.steadykafka.operations.internal.log.OperationLog;
import io.steadykafka.operations.internal.member.DefaultListenerControl;
import io.steadykafka.operations.internal.member.InstancePartitions;
import io.steadykafka.operations.internal.member.ListenerPauses;
import io.steadykafka.operations.internal.member.MemberWakeup;
import io.steadykafka.operations.internal.member.OperationsSession;
import io.steadykafka.operations.internal.member.PartitionHolds;
import io.steadykafka.operations.internal.replay.DefaultDeadLetterReplays;
import io.steadykafka.operations.internal.reset.DefaultOffsetResets;
import io.steadykafka.operations.internal.reset.LivePartitions;
import io.steadykafka.operations.internal.reset.ResetHistory;
import io.steadykafka.operations.internal.reset.ResetTimeouts;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of services that describe and
 * operate groups.
 */
@AutoConfiguration(after = { SteadyKafkaAutoConfiguration.class, SteadyKafkaDeliveryAutoConfiguration.class,
		SteadyKafkaFailureAutoConfiguration.class, SteadyKafkaLagAutoConfiguration.class,
		SteadyKafkaRebalanceAutoConfiguration.class, SteadyKafkaWatchdogAutoConfiguration.class })
@ConditionalOnBean(SteadyKafkaAutoConfiguration.class)
@ConditionalOnSwitch("steady.kafka.operations.enabled")
public final class SteadyKafkaOperationsAutoConfiguration {

	private static final String LOCAL = "steadyKafkaLocalListenerControl";

	private static final Duration REPORT_INTERVAL = Duration.ofSeconds(5);

	@Bean
	ListenerPauses steadyKafkaListenerPauses() {
		return new ListenerPauses(Clock.systemUTC());
	}

	@Bean
	PartitionHolds steadyKafkaPartitionHolds() {
		return new PartitionHolds();
	}

	@Bean
	MemberWakeup steadyKafkaMemberWakeup(Containment containment) {
		return new MemberWakeup(containment);
	}

	@Bean
	OperationsSession steadyKafkaOperationsSession(ListenerPauses pauses, PartitionHolds holds,
			ObjectProvider<RecordDelivery> delivery) {
		return new OperationsSession(pauses, holds,
				(listener) -> delivery.stream()
					.flatMap((present) -> present.work(listener).stream())
					.map(ListenerWork::inFlightPartitions)
					.findFirst()
					.orElse(Set.of()));
	}

	@Bean
	InstancePartitions steadyKafkaInstancePartitions(ListenerContainers listeners, OwnedPartitions owned,
			PartitionHolds holds, ObjectProvider<RecordDelivery> delivery, MemberWakeup wakeup) {
		return new InstancePartitions(listeners, owned, holds, obstacle(delivery.getIfAvailable()), wakeup);
	}

	@Bean
	ReachedOffsets steadyKafkaReachedOffsets(ListenerContainers listeners, ObjectProvider<RecordDelivery> delivery,
			ObjectProvider<ConsumerLag> lag) {
		return new ReachedOffsets(listeners::all,
				(listener, partition) -> delivery.stream()
					.flatMap((present) -> present.work(listener).stream())
					.flatMapToLong((work) -> work.processedEnd(partition).stream())
					.max(),
				(listener, partition) -> lag.stream()
					.flatMap((present) -> present.readings(listener.group(), partition).stream())
					.flatMapToLong((reading) -> reading.lag().committed().stream())
					.max());
	}

	@Bean
	OperationLog steadyKafkaOperationLog(ObjectProvider<OperationListener> listeners, Containment containment) {
		return new OperationLog(() -> listeners.orderedStream().toList(), containment);
	}

	@Bean
	ClusterAdmins steadyKafkaClusterAdmins() {
		return new ClusterAdmins();
	}

	@Bean(defaultCandidate = false)
	@Qualifier(LOCAL)
	DefaultListenerControl steadyKafkaLocalListenerControl(ListenerContainers listeners,
			ObjectProvider<RecordDelivery> delivery, ListenerPauses pauses, MemberWakeup wakeup) {
		return new DefaultListenerControl(listeners, obstacle(delivery.getIfAvailable()), pauses, wakeup);
	}

	@Bean
	@ConditionalOnProperty("steady.kafka.operations.topic")
	PauseExchange steadyKafkaPauseExchange(SteadyKafkaProperties properties, ListenerContainers listeners,
			ListenerPauses pauses, ObjectProvider<RecordDelivery> delivery, MemberWakeup wakeup) {
		return new PauseExchange(listeners, pauses, obstacle(delivery.getIfAvailable()), wakeup,
				properties.operations().acceptRemote());
	}

	@Bean
	@Order(SteadyKafkaAutoConfiguration.AFTER_WORK_ORDER)
	@ConditionalOnProperty("steady.kafka.operations.topic")
	ChannelConnection steadyKafkaChannelConnection(SteadyKafkaProperties properties, ListenerContainers listeners,
			InstancePartitions partitions, ListenerPauses pauses, ContainerStates states,
			@Qualifier(LOCAL) DefaultListenerControl control, ObjectProvider<RecordFailures> failures,
			ObjectProvider<GroupReports> groups, PauseExchange exchange, OperationLog log, Containment containment) {
		OperationsProperties operations = properties.operations();
		BlockedRecords records = failures.stream()
			.map((present) -> new LoggedBlockedRecords(new LocalBlockedRecords(present), listeners::group, log))
			.findFirst()
			.orElse(null);
		ListenerReport report = new ListenerReport(listeners, partitions, pauses,
				(listener) -> states.of(listener).reason(), () -> (records != null) ? records.list() : List.of(),
				Optional.ofNullable(groups.getIfAvailable()));
		return new ChannelConnection(
				new ChannelOptions(String.valueOf(operations.topic()), REPORT_INTERVAL, operations.acceptRemote()),
				report,
				new RemoteCommands(new LivePartitionCommands(partitions, System::nanoTime),
						new LoggedListenerControl(control, listeners::group, log), exchange, records),
				(group) -> listeners.all().stream().anyMatch((listener) -> listener.group().equals(group)), exchange,
				operations.timeout(), containment);
	}

	@Bean
	@ConditionalOnMissingBean
	ListenerControl steadyKafkaListenerControl(@Qualifier(LOCAL) DefaultListenerControl control,
			ObjectProvider<ChannelConnection> instances, ObjectProvider<PauseExchange> exchange,
			ListenerContainers listeners, OperationLog log) {
		ChannelConnection others = instances.getIfAvailable();
		return new LoggedListenerControl((others != null) ? new SharedListenerControl(control, others.view(),
				exchange.getObject(), others::reportSoon, Clock.systemUTC()) : control, listeners::group, log);
	}

	@Bean
	@ConditionalOnMissingBean
	OffsetResets steadyKafkaOffsetResets(SteadyKafkaProperties properties, ListenerContainers listeners,
			ClusterAdmins admins, InstancePartitions partitions, ObjectProvider<ChannelConnection> instances,
			OperationLog log) {
		ResetTimeouts defaults = ResetTimeouts.defaults();
		return new LoggedOffsetResets(new DefaultOffsetResets(
				listeners::all, admins::of, live(partitions, instances), new ResetTimeouts(defaults.brokers(),
						properties.operations().timeout(), defaults.rebalance(), defaults.records()),
				Clock.systemUTC(), history(instances)), log);
	}

	@Bean
	@ConditionalOnMissingBean(DeadLetterReplays.class)
	DefaultDeadLetterReplays steadyKafkaDeadLetterReplays(ListenerContainers listeners, ListenerSettings settings,
			ClusterAdmins admins, Containment containment, SteadyKafkaProperties properties) {
		return new DefaultDeadLetterReplays(listeners::all, (listener) -> settings.failure(listener).policy(), admins,
				properties.operations().showValues(), Clock.systemUTC(), containment);
	}

	private static Function<ListenerContainer, Optional<String>> obstacle(@Nullable RecordDelivery delivery) {
		return (listener) -> (delivery != null) ? delivery.obstacle(listener)
				: Optional.of("steady.kafka.delivery.enabled is false");
	}

	private static LivePartitions live(InstancePartitions partitions, ObjectProvider<ChannelConnection> instances) {
		ChannelConnection others = instances.getIfAvailable();
		return (others != null) ? new RemoteLivePartitions(partitions, others::others, others) : partitions;
	}

	private static ResetHistory history(ObjectProvider<ChannelConnection> instances) {
		ChannelConnection others = instances.getIfAvailable();
		return (others != null) ? others.resets() : new ResetHistory(() -> {
		});
	}

}
