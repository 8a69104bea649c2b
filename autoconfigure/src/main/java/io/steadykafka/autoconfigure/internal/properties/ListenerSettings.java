package io.steadykafka.autoconfigure.internal.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.steadykafka.listener.Origin;
import io.steadykafka.listener.Setting;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.SettingSource;
import org.jspecify.annotations.Nullable;

/**
 * The settings of delivery and failures for each listener: the general ones, overridden
 * by its own. Containers of retry topics use those of their main listener.
 */
public record ListenerSettings(SteadyKafkaProperties properties) implements SettingSource {

	public DeliveryProperties delivery(ListenerContainer listener) {
		return own(listener, ListenerProperties::delivery).map(this.properties.delivery()::with)
			.orElse(this.properties.delivery());
	}

	public FailureProperties failure(ListenerContainer listener) {
		return own(listener, ListenerProperties::failure).map(this.properties.failure()::with)
			.orElse(this.properties.failure());
	}

	private <T> Optional<T> own(ListenerContainer listener, Function<ListenerProperties, @Nullable T> settings) {
		return Stream.of(listener.id(), String.valueOf(listener.container().getMainListenerId()))
			.map(this.properties.listeners()::get)
			.filter(Objects::nonNull)
			.findFirst()
			.map(settings);
	}

	@Override
	public List<Setting> settings(ListenerContainer listener) {
		List<String> own = new ArrayList<>();
		own(listener, ListenerProperties::delivery).ifPresent((delivery) -> own.add("delivery"));
		own(listener, ListenerProperties::failure).ifPresent((failure) -> own.add("failure"));
		return (own.isEmpty()) ? List.of() : List.of(new Setting("settings of its own", String.join(", ", own),
				Origin.YOURS, "by steady.kafka.listeners." + listener.id()));
	}

}
