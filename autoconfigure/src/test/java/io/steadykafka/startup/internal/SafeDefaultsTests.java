package io.steadykafka.startup.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import io.steadykafka.listener.Origin;
import io.steadykafka.listener.Setting;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.testing.Listeners;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DefaultSafeDefaults}.
 */
class SafeDefaultsTests {

	private final SafeDefaults defaults = new SafeDefaults(
			new SafeDefaults.Options(true, false, Duration.ofSeconds(10), true, Optional.empty(), (factory) -> false),
			List::of);

	private final ListenerContainer listener = Listeners.subscribed("listener", "group");

	@Test
	void propertiesThatListenersMayShareAreCopied() {
		Properties shared = new Properties();
		this.listener.container().getContainerProperties().setKafkaConsumerProperties(shared);
		this.defaults.prepare(this.listener);
		assertThat(shared).isEmpty();
		assertThat(this.listener.ownProperties()).containsEntry("auto.offset.reset", "earliest");
	}

	@Test
	void propertiesThatAreDefaultsOfPropertiesAreChoicesToo() {
		Properties hidden = new Properties();
		hidden.setProperty("auto.offset.reset", "latest");
		this.listener.container().getContainerProperties().setKafkaConsumerProperties(new Properties(hidden));
		this.defaults.prepare(this.listener);
		assertThat(this.listener.ownProperties()).containsEntry("auto.offset.reset", "latest");
	}

	@Test
	void settingsOfARestartTakeThePlaceOfThoseBefore() {
		this.defaults.prepare(this.listener);
		Setting present = this.defaults.listeners().get(0).settings().get(0);
		Setting now = new Setting("group.protocol", "classic", Origin.KAFKA_DEFAULT, "why");
		this.defaults.update(this.listener, List.of(present), List.of(now));
		assertThat(this.defaults.listeners().get(0).settings()).contains(now).doesNotContain(present).hasSize(5);
		assertThat(this.defaults.listeners().get(0).protocol()).isEqualTo("classic");
		this.defaults.update(Listeners.subscribed("other", "group"), List.of(now), List.of());
		assertThat(this.defaults.listeners().get(0).settings()).contains(now);
	}

	@Test
	void aForgottenListenerIsReportedNoMore() {
		this.defaults.prepare(this.listener);
		assertThat(this.defaults.listeners()).hasSize(1);
		this.defaults.forget(this.listener);
		assertThat(this.defaults.listeners()).isEmpty();
	}

}
