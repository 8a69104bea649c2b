package io.steadykafka.startup.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.steadykafka.listener.Origin;
import io.steadykafka.listener.Setting;
import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.SettingSource;
import io.steadykafka.startup.ListenerReport;
import io.steadykafka.startup.StartupReport;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;

/**
 * Gives each listener safe consumer settings where the application set nothing, and
 * reports the settings in effect.
 * <p>
 * The settings go into the listener's own container, never into a factory: so they reach
 * listeners of user-defined factories too, and never a producer, an admin client, Kafka
 * Streams, or a consumer that the application makes itself.
 */
public final class SafeDefaults implements ContainerPreparer, StartupReport {

	private static final Log logger = LogFactory.getLog(StartupReport.class);

	private final Options options;

	private final List<ListenerReport> reports = new CopyOnWriteArrayList<>();

	private final Supplier<List<SettingSource>> others;

	/**
	 * Create safe defaults.
	 * @param others further settings for the report; looked up at each listener
	 */
	public SafeDefaults(Options options, Supplier<List<SettingSource>> others) {
		this.options = options;
		this.others = others;
	}

	@Override
	public List<ListenerReport> listeners() {
		return List.copyOf(this.reports);
	}

	@Override
	public void prepare(ListenerContainer listener) {
		List<Setting> settings = new ArrayList<>(
				DefaultsDecision.decide(IsolationLevels.of(listener, effectiveIsolationChoice(),
						this.options.holdsChoicesOnly().test(listener.consumerFactory()), this.options.enabled())));
		if (this.options.enabled()) {
			// Among them is an isolation level of the application that Spring Boot
			// overrides with its default: spring.kafka.properties.isolation.level.
			listener.apply(settings, List.of());
		}
		settings.add(authExceptionRetryInterval(listener.container().getContainerProperties()));
		if (listener.container().getContainerProperties().getKafkaAwareTransactionManager() != null) {
			settings.add(stopContainerWhenFenced(listener.container().getContainerProperties()));
		}
		this.others.get().forEach((source) -> settings.addAll(source.settings(listener)));
		ListenerReport report = new ListenerReport(listener.id(), listener.group(), listener.topics(),
				listener.concurrency(), List.copyOf(settings));
		this.reports.add(report);
		if (this.options.log()) {
			logger.info(report.describe());
		}
	}

	@Override
	public void forget(ListenerContainer listener) {
		this.reports.removeIf((report) -> report.listener().equals(listener.id()));
	}

	/**
	 * Update the report of a listener that is restarted with other settings.
	 * @param before settings that are no longer in effect
	 * @param now settings in their place
	 */
	public void update(ListenerContainer listener, List<Setting> before, List<Setting> now) {
		this.reports
			.replaceAll((report) -> (report.listener().equals(listener.id())) ? replace(report, before, now) : report);
	}

	private static ListenerReport replace(ListenerReport report, List<Setting> before, List<Setting> now) {
		Set<String> gone = before.stream().map(Setting::name).collect(Collectors.toSet());
		Stream<Setting> kept = report.settings().stream().filter((setting) -> !gone.contains(setting.name()));
		return new ListenerReport(report.listener(), report.group(), report.topics(), report.concurrency(),
				Stream.concat(kept, now.stream()).toList());
	}

	private Optional<String> effectiveIsolationChoice() {
		// Switched off, nothing helps a choice that Spring Boot overrides.
		return this.options.chosenIsolationLevel()
			.filter((chosen) -> this.options.enabled() || chosen.equals("read_uncommitted"));
	}

	private Setting authExceptionRetryInterval(ContainerProperties properties) {
		String name = "authExceptionRetryInterval";
		Duration chosen = properties.getAuthExceptionRetryInterval();
		if (chosen != null) {
			return new Setting(name, chosen.toMillis() + " ms", Origin.YOURS, "");
		}
		if (!this.options.enabled()) {
			return new Setting(name, "none", Origin.KAFKA_DEFAULT, "the container stops forever");
		}
		Duration interval = this.options.authExceptionRetryInterval();
		properties.setAuthExceptionRetryInterval(interval);
		return new Setting(name, interval.toMillis() + " ms", Origin.STEADY_KAFKA, "");
	}

	private Setting stopContainerWhenFenced(ContainerProperties properties) {
		String name = "stopContainerWhenFenced";
		if (properties.isStopContainerWhenFenced()) {
			return new Setting(name, "true", Origin.YOURS, "");
		}
		if (!this.options.enabled() || !this.options.stopContainerWhenFenced()) {
			return new Setting(name, "false", Origin.KAFKA_DEFAULT, "");
		}
		properties.setStopContainerWhenFenced(true);
		return new Setting(name, "true", Origin.STEADY_KAFKA, "");
	}

	/**
	 * The settings to apply.
	 *
	 * @param enabled whether to set anything; the report is made either way
	 * @param log whether to log the report at INFO
	 * @param authExceptionRetryInterval how long to wait after a failed authentication or
	 * authorization before the next try; positive
	 * @param stopContainerWhenFenced whether a listener stops when its transactional
	 * producer was fenced
	 * @param chosenIsolationLevel the isolation level that the application set by a
	 * property; Spring Boot puts one into every consumer's configuration, set or not
	 * @param holdsChoicesOnly matches consumer factories from whose configuration that
	 * default was removed
	 */
	public record Options(boolean enabled, boolean log, Duration authExceptionRetryInterval,
			boolean stopContainerWhenFenced, Optional<String> chosenIsolationLevel,
			Predicate<ConsumerFactory<?, ?>> holdsChoicesOnly) {

	}

}
