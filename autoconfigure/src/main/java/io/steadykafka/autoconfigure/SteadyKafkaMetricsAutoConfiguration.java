package io.steadykafka.autoconfigure;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.autoconfigure.internal.properties.MetricsProperties;
import io.steadykafka.autoconfigure.internal.properties.SteadyKafkaProperties;
import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.failure.internal.RecordFailures;
import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.listener.internal.state.ContainerStates;
import io.steadykafka.metrics.internal.ContainmentMetrics;
import io.steadykafka.metrics.internal.OperationMetrics;
import io.steadykafka.metrics.internal.client.ClientMetrics;
import io.steadykafka.metrics.internal.lag.ExporterNameMetrics;
import io.steadykafka.metrics.internal.lag.GroupMetrics;
import io.steadykafka.metrics.internal.lag.LagMetrics;
import io.steadykafka.metrics.internal.lag.WatchedGroupMetrics;
import io.steadykafka.metrics.internal.listener.ContainerMetrics;
import io.steadykafka.metrics.internal.listener.DeliveryMetrics;
import io.steadykafka.metrics.internal.listener.FailureMetrics;
import io.steadykafka.metrics.internal.listener.OverlongMetrics;
import io.steadykafka.metrics.internal.listener.RebalanceMetrics;
import io.steadykafka.metrics.internal.listener.WatchdogMetrics;
import io.steadykafka.operations.internal.log.OperationLog;
import io.steadykafka.rebalance.internal.RebalanceLog;
import io.steadykafka.watchdog.internal.Watchdog;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of all meters:
 * {@code steady.kafka.*}, Kafka's own, and those under kafka_exporter's names.
 */
@AutoConfiguration(after = { SteadyKafkaAutoConfiguration.class, SteadyKafkaDeliveryAutoConfiguration.class,
		SteadyKafkaLagAutoConfiguration.class, SteadyKafkaRebalanceAutoConfiguration.class,
		SteadyKafkaFailureAutoConfiguration.class, SteadyKafkaWatchdogAutoConfiguration.class,
		SteadyKafkaOperationsAutoConfiguration.class })
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(SteadyKafkaAutoConfiguration.class)
@ConditionalOnSwitch("steady.kafka.metrics.enabled")
public final class SteadyKafkaMetricsAutoConfiguration {

	@Bean
	ContainmentMetrics steadyKafkaContainmentMetrics(Containment containment) {
		return new ContainmentMetrics(containment);
	}

	@Bean
	@Order(SteadyKafkaAutoConfiguration.LATER_ORDER)
	ContainerMetrics steadyKafkaContainerMetrics(OwnedPartitions owned, ContainerStates states) {
		return new ContainerMetrics(owned, states);
	}

	@Bean
	@Order(SteadyKafkaAutoConfiguration.LATER_ORDER)
	@ConditionalOnBean(RebalanceLog.class)
	RebalanceMetrics steadyKafkaRebalanceMetrics(RebalanceLog rebalances, OwnedPartitions owned) {
		return new RebalanceMetrics(rebalances, owned);
	}

	@Bean
	@Order(SteadyKafkaAutoConfiguration.AFTER_WORK_ORDER)
	@ConditionalOnBean(RecordDelivery.class)
	DeliveryMetrics steadyKafkaDeliveryMetrics(RecordDelivery delivery) {
		return new DeliveryMetrics(delivery);
	}

	@Bean
	@ConditionalOnBean(RecordDelivery.class)
	OverlongMetrics steadyKafkaOverlongMetrics() {
		return new OverlongMetrics();
	}

	@Bean
	@Order(SteadyKafkaAutoConfiguration.LATER_ORDER)
	@ConditionalOnBean(RecordFailures.class)
	FailureMetrics steadyKafkaFailureMetrics(RecordFailures failures) {
		return new FailureMetrics(failures);
	}

	@Bean
	@Order(SteadyKafkaAutoConfiguration.AFTER_WORK_ORDER)
	@ConditionalOnBean(Watchdog.class)
	WatchdogMetrics steadyKafkaWatchdogMetrics(Watchdog watchdog, OwnedPartitions owned, ContainerStates states) {
		return new WatchdogMetrics(watchdog, owned, states);
	}

	@Bean
	@Conditional(ClientMetricsWanted.class)
	ClientMetrics steadyKafkaClientMetrics(ListenerContainers containers, SteadyKafkaProperties properties,
			Containment containment) {
		MetricsProperties metrics = properties.metrics();
		return new ClientMetrics(containers, new ClientMetrics.Options(metrics.client() == MetricsProperties.Client.ALL,
				metrics.lagBy() == MetricsProperties.LagBy.PARTITION, metrics.maxSeries()), containment);
	}

	@Bean
	@ConditionalOnBean(OperationLog.class)
	OperationMetrics steadyKafkaOperationMetrics(OperationLog log) {
		return new OperationMetrics(log);
	}

	@Bean
	@ConditionalOnBean(LagMonitor.class)
	GroupMetrics steadyKafkaGroupMetrics(LagMonitor monitor) {
		return new GroupMetrics(monitor);
	}

	@Bean
	@ConditionalOnBean(LagMonitor.class)
	LagMetrics steadyKafkaLagMetrics(LagMonitor monitor, OwnedPartitions owned, SteadyKafkaProperties properties) {
		MetricsProperties metrics = properties.metrics();
		return new LagMetrics(monitor, owned, new LagMetrics.Options(metrics.lagBy() == MetricsProperties.LagBy.TOPIC,
				metrics.maxSeries(), metrics.exporterNames()));
	}

	@Bean
	@ConditionalOnBean(LagMonitor.class)
	WatchedGroupMetrics steadyKafkaWatchedGroupMetrics(LagMonitor monitor, LagMetrics metrics) {
		return new WatchedGroupMetrics(monitor, metrics::isByTopic);
	}

	@Bean
	@ConditionalOnBean(LagMonitor.class)
	@ConditionalOnSwitch(value = "steady.kafka.metrics.exporter-names", byDefault = false)
	ExporterNameMetrics steadyKafkaExporterNameMetrics(LagMonitor monitor, OwnedPartitions owned, LagMetrics metrics) {
		return new ExporterNameMetrics(monitor, owned, metrics::isByTopic);
	}

}
