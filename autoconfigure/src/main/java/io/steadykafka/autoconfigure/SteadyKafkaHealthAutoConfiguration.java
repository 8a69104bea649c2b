package io.steadykafka.autoconfigure;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.autoconfigure.internal.properties.HealthProperties;
import io.steadykafka.autoconfigure.internal.properties.SteadyKafkaProperties;
import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.failure.internal.RecordFailures;
import io.steadykafka.health.KafkaStatus;
import io.steadykafka.health.internal.HealthOptions;
import io.steadykafka.health.internal.HealthPulse;
import io.steadykafka.health.internal.KafkaConsumersHealthIndicator;
import io.steadykafka.health.internal.KafkaLagHealthIndicator;
import io.steadykafka.health.internal.KafkaRebalanceHealthIndicator;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.listener.internal.state.ContainerStates;
import io.steadykafka.membership.internal.Membership;
import io.steadykafka.operations.internal.describe.view.HealthView;
import io.steadykafka.operations.internal.describe.view.IndicatorHealth;
import io.steadykafka.operations.internal.member.ListenerPauses;
import io.steadykafka.operations.internal.member.PauseChange;
import io.steadykafka.rebalance.internal.RebalanceLog;
import io.steadykafka.watchdog.internal.Watchdog;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the health indicators
 * {@code kafkaConsumers}, {@code kafkaLag} and {@code kafkaRebalance}.
 */
@AutoConfiguration(after = { SteadyKafkaAutoConfiguration.class, SteadyKafkaDeliveryAutoConfiguration.class,
		SteadyKafkaLagAutoConfiguration.class, SteadyKafkaRebalanceAutoConfiguration.class,
		SteadyKafkaFailureAutoConfiguration.class, SteadyKafkaWatchdogAutoConfiguration.class })
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(SteadyKafkaAutoConfiguration.class)
public final class SteadyKafkaHealthAutoConfiguration {

	@Bean
	@ConditionalOnEnabledHealthIndicator("kafkaConsumers")
	@ConditionalOnMissingBean(
			name = { "kafkaConsumersHealthIndicator", "kafkaConsumersHealthContributor", "kafkaConsumers" })
	KafkaConsumersHealthIndicator kafkaConsumersHealthIndicator(ListenerContainers containers, ContainerStates states,
			OwnedPartitions owned, ObjectProvider<RecordFailures> failures, ObjectProvider<RecordDelivery> delivery,
			ObjectProvider<Watchdog> watchdogs, Membership membership, ObjectProvider<ListenerPauses> pauses,
			SteadyKafkaProperties properties, Containment containment) {
		RecordFailures present = failures.getIfAvailable();
		RecordDelivery measured = delivery.getIfAvailable();
		Watchdog watchdog = watchdogs.getIfAvailable();
		HealthProperties.Consumers consumers = properties.health().consumers();
		return new KafkaConsumersHealthIndicator(containers, states, owned,
				(listener) -> (present != null) ? present.failing(listener) : List.of(),
				(listener) -> (measured != null) ? measured.work(listener) : Optional.empty(),
				(listener) -> (watchdog != null) ? watchdog.findings(listener) : List.of(),
				(listener) -> remarks(membership.remark(listener), pauses.getIfAvailable(), listener),
				new HealthOptions(consumers.grace(), consumers.recoveryDelay(), KafkaStatus.DEGRADED),
				Clock.systemUTC(), containment);
	}

	@Bean
	@ConditionalOnEnabledHealthIndicator("kafkaLag")
	@ConditionalOnBean(LagMonitor.class)
	@ConditionalOnMissingBean(name = { "kafkaLagHealthIndicator", "kafkaLagHealthContributor", "kafkaLag" })
	KafkaLagHealthIndicator kafkaLagHealthIndicator(LagMonitor monitor, SteadyKafkaProperties properties,
			ListenerContainers containers, ObjectProvider<ListenerPauses> pauses, Containment containment) {
		HealthProperties.Lag health = properties.health().lag();
		return new KafkaLagHealthIndicator(monitor, health.threshold(),
				(group, partition) -> paused(containers, pauses.getIfAvailable(), group, partition),
				properties.lag().options(health.olderThan()).levels(),
				new HealthOptions(health.grace(), health.recoveryDelay(), status(health.problemStatus())),
				Clock.systemUTC(), containment);
	}

	@Bean
	@ConditionalOnEnabledHealthIndicator("kafkaRebalance")
	@ConditionalOnBean(RebalanceLog.class)
	@ConditionalOnMissingBean(
			name = { "kafkaRebalanceHealthIndicator", "kafkaRebalanceHealthContributor", "kafkaRebalance" })
	KafkaRebalanceHealthIndicator kafkaRebalanceHealthIndicator(ListenerContainers containers, ContainerStates states,
			OwnedPartitions owned, RebalanceLog rebalances, SteadyKafkaProperties properties, Containment containment) {
		HealthProperties.Rebalance health = properties.health().rebalance();
		return new KafkaRebalanceHealthIndicator(containers, states, owned, rebalances, health.thresholdPerHour(),
				new HealthOptions(health.grace(), health.recoveryDelay(), status(health.problemStatus())),
				Clock.systemUTC(), containment);
	}

	@Bean
	HealthView steadyKafkaHealthView(ObjectProvider<KafkaConsumersHealthIndicator> consumers,
			ObjectProvider<KafkaLagHealthIndicator> lag, ObjectProvider<KafkaRebalanceHealthIndicator> rebalance) {
		Map<String, HealthIndicator> indicators = new LinkedHashMap<>();
		consumers.ifAvailable((indicator) -> indicators.put("kafkaConsumers", indicator));
		lag.ifAvailable((indicator) -> indicators.put("kafkaLag", indicator));
		rebalance.ifAvailable((indicator) -> indicators.put("kafkaRebalance", indicator));
		return new IndicatorHealth(indicators);
	}

	@Bean
	HealthPulse steadyKafkaHealthPulse(ObjectProvider<KafkaConsumersHealthIndicator> consumers,
			ObjectProvider<KafkaLagHealthIndicator> lag, Containment containment) {
		return new HealthPulse(List.of(() -> consumers.ifAvailable(KafkaConsumersHealthIndicator::inspect),
				() -> lag.ifAvailable(KafkaLagHealthIndicator::inspectStale)), containment);
	}

	private static Optional<String> paused(ListenerContainers containers, @Nullable ListenerPauses pauses,
			GroupLag group, TopicPartition partition) {
		if (pauses == null) {
			return Optional.empty();
		}
		return containers.all()
			.stream()
			.filter((listener) -> listener.group().equals(group.group()) && listener.servers().equals(group.cluster()))
			.flatMap((listener) -> pauses.of(listener, partition).stream())
			.map(PauseChange::toString)
			.findFirst();
	}

	private static Map<String, Object> remarks(Optional<String> membership, @Nullable ListenerPauses pauses,
			ListenerContainer listener) {
		Map<String, Object> remarks = new LinkedHashMap<>();
		membership.ifPresent((remark) -> remarks.put("membership", remark));
		List<String> paused = (pauses != null) ? pauses.of(listener).stream().map(PauseChange::toString).toList()
				: List.of();
		if (!paused.isEmpty()) {
			remarks.put("paused", paused);
		}
		return remarks;
	}

	private static Status status(HealthProperties.ProblemStatus problem) {
		return switch (problem) {
			case DEGRADED -> KafkaStatus.DEGRADED;
			case DOWN -> Status.DOWN;
			case UP -> Status.UP;
		};
	}

}
