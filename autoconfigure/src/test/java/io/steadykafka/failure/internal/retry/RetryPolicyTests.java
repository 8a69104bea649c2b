package io.steadykafka.failure.internal.retry;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import javax.net.ssl.SSLHandshakeException;

import io.steadykafka.failure.FailedRecord.State;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.support.serializer.DeserializationException;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.web.client.RestClientException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RetryPolicy}, {@link BackOffPolicy} and {@link NotRetryable}.
 */
class RetryPolicyTests {

	private static final BackOffPolicy BACK_OFF = new BackOffPolicy(Duration.ofSeconds(1), 2, Duration.ofSeconds(30),
			10);

	@Test
	void intervalsGrowUpToTheLongest() {
		assertThat(IntStream.rangeClosed(1, 7).mapToObj(BACK_OFF::interval).map(Duration::toSeconds))
			.containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
		assertThat(BACK_OFF.interval(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void aRecordHasAllItsAttempts() {
		RetryPolicy policy = new RetryPolicy(BACK_OFF, Exhaustion.BLOCK, List.of(), "-dlt");
		assertThat(policy.after(9, new IllegalStateException()).state()).isEqualTo(State.RETRYING);
		assertThat(policy.after(10, new IllegalStateException()))
			.isEqualTo(new RetryPolicy.Verdict(State.BLOCKED, Duration.ofSeconds(30)));
		assertThat(policy.after(11, new IllegalStateException()).state()).isEqualTo(State.BLOCKED);
	}

	@ParameterizedTest
	@CsvSource({ "BLOCK,BLOCKED", "DEAD_LETTER,DEAD_LETTERING", "STOP,STOPPED" })
	void whatCanNotBeCuredIsExhaustedAtOnce(Exhaustion onExhausted, State expected) {
		RetryPolicy policy = new RetryPolicy(BACK_OFF, onExhausted, List.of(ArithmeticException.class), "-dlt");
		assertThat(List.of(wrapped(new MessageConversionException("")), undecoded(new EOFException()),
				wrapped(new DeserializationException("", new byte[0], false, new EOFException())),
				wrapped(new ClassCastException()), new ArithmeticException()))
			.allSatisfy((exception) -> assertThat(policy.after(1, exception).state()).isEqualTo(expected));
		assertThat(policy.after(1, wrapped(new IllegalStateException())).state()).isEqualTo(State.RETRYING);
	}

	@Test
	void whatAListenerFailsToSerializeOrToReadElsewhereMayBeCured() {
		RetryPolicy policy = new RetryPolicy(BACK_OFF, Exhaustion.DEAD_LETTER, List.of(), "-dlt");
		assertThat(List.of(wrapped(new SerializationException("Error registering Avro schema")),
				wrapped(undecoded(new EOFException()))))
			.allSatisfy((exception) -> assertThat(policy.after(1, exception).state()).isEqualTo(State.RETRYING));
	}

	@Test
	void aRecordThatAnotherSystemDidNotHelpToDecodeMayBeCured() {
		RetryPolicy policy = new RetryPolicy(BACK_OFF, Exhaustion.DEAD_LETTER, List.of(), "-dlt");
		assertThat(List.of(new ConnectException(), new SocketTimeoutException(), new UnknownHostException(),
				new SSLHandshakeException(""), new TimeoutException(),
				new InvalidConfigurationException("Unauthorized"),
				new RestClientException("", new IllegalStateException())))
			.allSatisfy((cause) -> {
				Exception decoding = new SerializationException("Error retrieving Avro schema", cause);
				assertThat(policy.after(1, undecoded(decoding)).state()).isEqualTo(State.RETRYING);
				assertThat(policy.after(1, wrapped(new DeserializationException("", new byte[0], false, decoding)))
					.state()).isEqualTo(State.RETRYING);
				assertThat(policy.after(10, undecoded(decoding)).state()).isEqualTo(State.DEAD_LETTERING);
			});
	}

	@Test
	void whatTheApplicationNamesIsNotRetryableWhateverItsCause() {
		RetryPolicy policy = new RetryPolicy(BACK_OFF, Exhaustion.BLOCK, List.of(ConnectException.class), "-dlt");
		assertThat(policy.after(1, undecoded(new ConnectException())).state()).isEqualTo(State.BLOCKED);
	}

	@Test
	void causesThatGoInCirclesEnd() {
		Exception one = new Exception();
		Exception other = new Exception(one);
		one.initCause(other);
		assertThat(new NotRetryable(List.of()).matches(one)).isFalse();
	}

	private static Exception undecoded(Exception cause) {
		return new RecordDeserializationException(DeserializationExceptionOrigin.VALUE, new TopicPartition("orders", 0),
				7, 0, TimestampType.CREATE_TIME, null, null, new RecordHeaders(), "", cause);
	}

	private static Exception wrapped(Exception cause) {
		return new ListenerExecutionFailedException("failed", "group", cause);
	}

}
