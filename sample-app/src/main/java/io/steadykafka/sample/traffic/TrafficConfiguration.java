package io.steadykafka.sample.traffic;

import java.time.Duration;

import io.steadykafka.sample.topics.TopicSetup;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * The traffic, unless it is switched off.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "sample.traffic.enabled", matchIfMissing = true)
class TrafficConfiguration {

	private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(30);

	@Bean
	SendFailures sendFailures() {
		return new SendFailures(BETWEEN_REPORTS, System::nanoTime);
	}

	@Bean
	TrafficGenerator trafficGenerator(KafkaTemplate<String, Object> template, TopicSetup topics,
			TrafficProperties properties) {
		return new TrafficGenerator(template, topics::isReady, properties.validRate());
	}

}
