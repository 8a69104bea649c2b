package io.steadykafka.autoconfigure;

import java.util.function.Supplier;

import io.steadykafka.endpoint.internal.KafkaGroupsEndpoint;
import io.steadykafka.endpoint.internal.console.ConsoleAddress;
import io.steadykafka.endpoint.internal.console.ConsoleAssets;
import io.steadykafka.endpoint.internal.console.ConsolePaths;
import io.steadykafka.endpoint.internal.console.KafkaConsoleEndpoint;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the console, the endpoint
 * {@code kafkaconsole}.
 */
@AutoConfiguration(after = SteadyKafkaEndpointAutoConfiguration.class)
@ConditionalOnClass({ WebEndpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(SteadyKafkaEndpointAutoConfiguration.class)
@ConditionalOnAvailableEndpoint(endpoint = KafkaConsoleEndpoint.class)
public final class SteadyKafkaConsoleAutoConfiguration {

	@Bean
	KafkaConsoleEndpoint kafkaConsoleEndpoint(ObjectProvider<PathMappedEndpoints> endpoints,
			EndpointAccessResolver access) {
		return new KafkaConsoleEndpoint(new ConsoleAssets(paths(endpoints),
				() -> access.accessFor(EndpointId.of(KafkaGroupsEndpoint.ID), Access.READ_ONLY)));
	}

	@Bean
	ConsoleAddress steadyKafkaConsoleAddress(ObjectProvider<PathMappedEndpoints> endpoints,
			ObjectProvider<KafkaGroupsEndpoint> groups) {
		return new ConsoleAddress(paths(endpoints), groups.getIfAvailable() != null);
	}

	/**
	 * Where the endpoints are. It does not change, and each request asks.
	 */
	static Supplier<ConsolePaths> paths(ObjectProvider<PathMappedEndpoints> endpoints) {
		return SingletonSupplier.of(() -> new ConsolePaths(path(endpoints, KafkaConsoleEndpoint.ID),
				path(endpoints, KafkaGroupsEndpoint.ID)));
	}

	private static String path(ObjectProvider<PathMappedEndpoints> endpoints, String id) {
		return endpoints.stream().map((present) -> {
			String path = present.getPath(EndpointId.of(id));
			return (path != null) ? path : present.getBasePath() + "/" + id;
		}).findFirst().orElse("/" + id);
	}

}
