package io.steadykafka.autoconfigure;

import java.util.Properties;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafkaStreams;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with Kafka Streams is not touched.
 */
class StreamsApplicationTests {

	@Test
	void streamsAreConfiguredAsWithoutTheStarter() {
		assertThat(streamsConfig(true)).isNotEmpty().isEqualTo(streamsConfig(false));
	}

	private static Properties streamsConfig(boolean steady) {
		Properties config = new Properties();
		Runners.kafkaApplication()
			.withUserConfiguration(Application.class)
			.withPropertyValues("steady.kafka.enabled=" + steady, "spring.kafka.streams.application-id=streams",
					"spring.kafka.streams.auto-startup=false")
			.run((context) -> config.putAll(config(context)));
		return config;
	}

	private static Properties config(ApplicationContext context) {
		return context.getBean(StreamsBuilderFactoryBean.class).getStreamsConfiguration();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableKafkaStreams
	static class Application {

		@Bean
		KStream<Object, Object> stream(StreamsBuilder builder) {
			KStream<Object, Object> stream = builder.stream("orders");
			stream.to("copies");
			return stream;
		}

	}

}
