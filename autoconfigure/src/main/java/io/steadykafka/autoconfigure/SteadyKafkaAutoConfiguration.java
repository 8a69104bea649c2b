package io.steadykafka.autoconfigure;

import java.time.Clock;

import io.steadykafka.autoconfigure.internal.ContainerPreparation;
import io.steadykafka.autoconfigure.internal.EndpointRegistryReplacer;
import io.steadykafka.autoconfigure.internal.RestartedListeners;
import io.steadykafka.autoconfigure.internal.UnchosenIsolationLevelRemover;
import io.steadykafka.autoconfigure.internal.properties.IsolationLevelChoice;
import io.steadykafka.autoconfigure.internal.properties.ListenerSettings;
import io.steadykafka.autoconfigure.internal.properties.OptOuts;
import io.steadykafka.autoconfigure.internal.properties.SteadyKafkaProperties;
import io.steadykafka.autoconfigure.internal.properties.SteadyKafkaProperties.Defaults;
import io.steadykafka.autoconfigure.internal.properties.UnknownProperties;
import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.lint.internal.Lint;
import io.steadykafka.listener.internal.ContainerEventListener;
import io.steadykafka.listener.internal.ContainerEvents;
import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.SettingSource;
import io.steadykafka.listener.internal.assignment.AssignmentListener;
import io.steadykafka.listener.internal.assignment.Assignments;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.listener.internal.state.ContainerStates;
import io.steadykafka.membership.internal.Membership;
import io.steadykafka.startup.internal.SafeDefaults;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that prepares listener containers:
 * gives them safe defaults, reports their settings, and follows what happens to them.
 */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
@ConditionalOnClass({ KafkaListenerEndpointRegistry.class, KafkaAutoConfiguration.class })
@ConditionalOnSwitch("steady.kafka.enabled")
@EnableConfigurationProperties(SteadyKafkaProperties.class)
public final class SteadyKafkaAutoConfiguration {

	/**
	 * How members join, which the report includes.
	 */
	static final int MEMBERSHIP_ORDER = -10;

	/**
	 * Settings come before the rest, so that later preparers see the effective ones.
	 */
	static final int SETTINGS_ORDER = 0;

	/**
	 * Checks of the effective settings.
	 */
	static final int LINT_ORDER = 10;

	/**
	 * Checks of records before a listener sees them; preparers after it see what the
	 * checks throw.
	 */
	static final int CHECKS_ORDER = 50;

	/**
	 * What wraps the listener, outside of the checks.
	 */
	static final int LATER_ORDER = 100;

	/**
	 * Views of a listener's work, which exists from {@link #LATER_ORDER} on.
	 */
	static final int AFTER_WORK_ORDER = 200;

	private final SteadyKafkaProperties properties;

	SteadyKafkaAutoConfiguration(SteadyKafkaProperties properties, Environment environment) {
		properties.validate();
		UnknownProperties.check(environment, properties.lint());
		this.properties = properties;
	}

	@Bean
	static EndpointRegistryReplacer steadyKafkaEndpointRegistryReplacer() {
		return new EndpointRegistryReplacer();
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	@ConditionalOnSwitch("steady.kafka.defaults.enabled")
	UnchosenIsolationLevelRemover steadyKafkaUnchosenIsolationLevelRemover(Environment environment) {
		return new UnchosenIsolationLevelRemover(IsolationLevelChoice.in(environment));
	}

	@Bean
	Containment steadyKafkaContainment() {
		return new Containment();
	}

	@Bean
	ListenerSettings steadyKafkaListenerSettings() {
		return new ListenerSettings(this.properties);
	}

	@Bean
	OptOuts steadyKafkaOptOuts() {
		return new OptOuts(this.properties.listeners());
	}

	@Bean
	ListenerContainers steadyKafkaListenerContainers(ObjectProvider<ContainerPreparer> preparers, OptOuts optOuts,
			Containment containment) {
		return new ListenerContainers(() -> preparers.orderedStream().toList(), optOuts::contains, containment);
	}

	@Bean
	ContainerPreparation steadyKafkaContainerPreparation(ObjectProvider<KafkaListenerEndpointRegistry> registries,
			ListableBeanFactory beans, ListenerContainers containers, OptOuts optOuts, Lint lint, Membership membership,
			Containment containment) {
		return new ContainerPreparation(registries, beans, containers, optOuts, () -> {
			membership.prepared();
			lint.refuse();
			membership.refusal()
				.ifPresent((reason) -> SteadyKafkaProperties.refuse(true, "membership.protocol", "consumer",
						reason + ". Or use classic or auto."));
		}, containment);
	}

	@Bean
	@Order(MEMBERSHIP_ORDER)
	Membership steadyKafkaMembership(Environment environment, ListenerContainers containers,
			ObjectProvider<SafeDefaults> report, ObjectProvider<RecordDelivery> deliveries) {
		return new Membership(
				this.properties.membership()
					.options(this.properties.defaults().enabled(),
							new RestartedListeners(this.properties.watchdog(), deliveries), environment),
				containers,
				(listener, before, now) -> report.ifAvailable((present) -> present.update(listener, before, now)));
	}

	@Bean
	@Order(LINT_ORDER)
	Lint steadyKafkaLint(ListenerContainers containers, Membership membership,
			ObjectProvider<RecordDelivery> deliveries, ListenerSettings settings) {
		return new Lint(new Lint.Options(this.properties.lint().mode(), this.properties.lint().allowed()), containers,
				membership::partitions,
				(listener) -> !listener.idlesBetweenPolls() && !settings.delivery(listener).redoWindow().isZero()
						&& deliveries.stream().anyMatch((delivery) -> delivery.obstacle(listener).isEmpty()));
	}

	@Bean
	@Order(SETTINGS_ORDER)
	SafeDefaults steadyKafkaSafeDefaults(Environment environment, ObjectProvider<UnchosenIsolationLevelRemover> remover,
			ObjectProvider<SettingSource> others) {
		Defaults defaults = this.properties.defaults();
		return new SafeDefaults(
				new SafeDefaults.Options(defaults.enabled(), this.properties.report().enabled(),
						defaults.authExceptionRetryInterval(), defaults.stopContainerWhenFenced(),
						IsolationLevelChoice.in(environment),
						(factory) -> remover.stream().anyMatch((cleaner) -> cleaner.hasCleaned(factory))),
				() -> others.orderedStream().toList());
	}

	@Bean
	@Order(LATER_ORDER)
	Assignments steadyKafkaAssignments(ObjectProvider<AssignmentListener> listeners, Containment containment) {
		return new Assignments(() -> listeners.orderedStream().toList(), Clock.systemUTC(), containment);
	}

	@Bean
	OwnedPartitions steadyKafkaOwnedPartitions(Assignments assignments) {
		return assignments.owned();
	}

	@Bean
	ContainerStates steadyKafkaContainerStates(ListenerContainers containers) {
		return new ContainerStates(containers);
	}

	@Bean
	ContainerEvents steadyKafkaContainerEvents(ListenerContainers containers,
			ObjectProvider<ContainerEventListener> listeners, Containment containment) {
		return new ContainerEvents(containers, () -> listeners.orderedStream().toList(), containment);
	}

}
