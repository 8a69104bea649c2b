package io.steadykafka.settings.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.steadykafka.listener.Setting;
import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.SettingSource;
import io.steadykafka.settings.StartupReport;

import org.springframework.kafka.core.ConsumerFactory;

/**
 * Gives each listener safe consumer settings where the application set nothing, and
 * reports what holds.
 * <p>
 * The settings go into the listener's own container, never into a factory: so they reach
 * listeners of user-defined factories too, and never a producer, an admin client, Kafka
 * Streams, or a consumer that the application makes itself.
 */
public interface SafeDefaults extends ContainerPreparer, StartupReport {

	/**
	 * Report other settings than before: a listener was started again with them.
	 * @param before settings that hold no longer
	 * @param now what holds in their place
	 */
	void update(ListenerContainer listener, List<Setting> before, List<Setting> now);

	/**
	 * Create safe defaults.
	 * @param others what else the report has to tell; asked for at the first listener
	 */
	static SafeDefaults of(Options options, Supplier<List<SettingSource>> others) {
		return new DefaultSafeDefaults(options, others);
	}

	/**
	 * What to set.
	 *
	 * @param enabled whether to set anything; if not, there is still a report
	 * @param log whether to log the report, one block a listener at INFO
	 * @param authExceptionRetryInterval how long to wait after a failed authentication or
	 * authorization before the next try; positive
	 * @param stopContainerWhenFenced whether a listener stops when its transactional
	 * producer was fenced
	 * @param chosenIsolationLevel the isolation level that the application chose by a
	 * property, by whichever spelling; Spring Boot puts one into every consumer's
	 * configuration, chosen or not
	 * @param holdsChoicesOnly tells consumer factories in whose configuration there is no
	 * such default any more
	 */
	record Options(boolean enabled, boolean log, Duration authExceptionRetryInterval, boolean stopContainerWhenFenced,
			Optional<String> chosenIsolationLevel, Predicate<ConsumerFactory<?, ?>> holdsChoicesOnly) {

	}

}
