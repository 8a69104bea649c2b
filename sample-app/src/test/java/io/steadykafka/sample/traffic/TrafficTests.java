package io.steadykafka.sample.traffic;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SendFailures} and {@link TrafficProperties}.
 */
@ExtendWith(OutputCaptureExtension.class)
class TrafficTests {

	@Test
	void failuresAreSummedUpFromTimeToTime(CapturedOutput output) {
		AtomicLong now = new AtomicLong();
		SendFailures failures = new SendFailures(Duration.ofSeconds(30), now::get);
		fail(failures);
		assertThat(output).contains("Records that could not be produced: 1; the last one to topic: no broker");
		fail(failures);
		now.addAndGet(Duration.ofSeconds(29).toNanos());
		fail(failures);
		assertThat(output).containsOnlyOnce("could not be produced");
		now.addAndGet(Duration.ofSeconds(1).toNanos());
		fail(failures);
		assertThat(output).contains("could not be produced: 3;");
	}

	@Test
	void ratesThatCannotBeAreRefused() {
		Stream.of(-5, 0, 10_001)
			.forEach((rate) -> assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
				.isThrownBy(() -> new TrafficProperties(true, rate).validRate())
				.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("sample.traffic.records-per-second"))
				.satisfies((ex) -> assertThat(ex.getReason()).contains("from 1 to 10000")));
		assertThat(new TrafficProperties(true, 1).validRate()).isOne();
	}

	private static void fail(SendFailures failures) {
		failures.onError(new ProducerRecord<>("topic", "value"), null, new IllegalStateException("no broker"));
	}

}
