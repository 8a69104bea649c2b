package io.steadykafka.failure;

import java.net.ConnectException;
import java.util.Locale;
import java.util.stream.IntStream;

import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.failure.FailingApplications.Batches;
import io.steadykafka.failure.FailingApplications.Records;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Deserializers that ask a schema registry which is away for a while, with a real broker.
 */
class RegistryAwayTests {

	@ParameterizedTest
	@EnumSource
	void recordsWaitForTheRegistryAndNoneIsDeadLettered(Decoding decoding) {
		FailingTopic topic = FailingTopic.create("registry-" + decoding.name().toLowerCase(Locale.ROOT), 1);
		Broker.shared().createTopic(topic.name() + "-dlt", 1);
		topic.send(0, 10);
		RegistryDeserializer.away = true;
		try (RunningApp app = topic.start(decoding.application, decoding.deserializer,
				"spring.kafka.consumer.properties.spring.deserializer.value.delegate.class="
						+ RegistryDeserializer.class.getName(),
				"steady.kafka.failure.on-exhausted=dead-letter", "steady.kafka.failure.backoff.max-attempts=1000")) {
			BlockedRecords records = app.bean(BlockedRecords.class);
			FailingTopic.await()
				.untilAsserted(() -> assertThat(records.list()).singleElement()
					.matches(
							(record) -> record.failure().state() == State.RETRYING && record.failure().attempts() > 2));
			RegistryDeserializer.away = false;
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(10));
			assertThat(app.bean(Script.class).processed())
				.containsExactlyElementsOf(IntStream.range(0, 10).mapToObj((i) -> "0@" + i).toList());
			assertThat(FailingTopic.read(topic.name() + "-dlt", 0)).isEmpty();
		}
	}

	/**
	 * How a listener's records are decoded.
	 */
	enum Decoding {

		PLAIN(Records.class, RegistryDeserializer.class),

		PLAIN_BATCH(Batches.class, RegistryDeserializer.class),

		ERROR_HANDLING(Records.class, ErrorHandlingDeserializer.class),

		ERROR_HANDLING_BATCH(Batches.class, ErrorHandlingDeserializer.class);

		private final Class<?> application;

		private final String deserializer;

		Decoding(Class<?> application, Class<?> deserializer) {
			this.application = application;
			this.deserializer = "spring.kafka.consumer.value-deserializer=" + deserializer.getName();
		}

	}

	/**
	 * Fails as Confluent's deserializers do.
	 */
	public static final class RegistryDeserializer implements Deserializer<String> {

		static volatile boolean away;

		private final StringDeserializer delegate = new StringDeserializer();

		@Override
		public String deserialize(String topic, byte[] data) {
			if (away) {
				throw new SerializationException("Error retrieving Avro value schema for id 1",
						new ConnectException("Connection refused"));
			}
			return this.delegate.deserialize(topic, data);
		}

	}

}
