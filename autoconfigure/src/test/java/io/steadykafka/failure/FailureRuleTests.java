package io.steadykafka.failure;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.steadykafka.failure.FailedRecord.State;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.messaging.converter.MessageConversionException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailureRule}, {@link BackOffRule} and {@link NotRetryable}.
 */
class FailureRuleTests {

	private static final BackOffRule BACK_OFF = new BackOffRule(Duration.ofSeconds(1), 2, Duration.ofSeconds(30), 10);

	@Test
	void intervalsGrowUpToTheLongest() {
		assertThat(IntStream.rangeClosed(1, 7).mapToObj(BACK_OFF::interval).map(Duration::toSeconds))
			.containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
		assertThat(BACK_OFF.interval(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void aRecordHasAllItsAttempts() {
		FailureRule rule = new FailureRule(BACK_OFF, Exhaustion.BLOCK, List.of());
		assertThat(rule.after(9, new IllegalStateException()).state()).isEqualTo(State.RETRYING);
		assertThat(rule.after(10, new IllegalStateException()))
			.isEqualTo(new FailureRule.Verdict(State.BLOCKED, Duration.ofSeconds(30)));
		assertThat(rule.after(11, new IllegalStateException()).state()).isEqualTo(State.BLOCKED);
	}

	@ParameterizedTest
	@CsvSource({ "BLOCK,BLOCKED", "DEAD_LETTER,DEAD_LETTERING", "STOP,STOPPED" })
	void whatCanNotBeCuredIsExhaustedAtOnce(Exhaustion onExhausted, State expected) {
		FailureRule rule = new FailureRule(BACK_OFF, onExhausted, List.of(ArithmeticException.class));
		assertThat(List.of(wrapped(new MessageConversionException("")), wrapped(new SerializationException()),
				wrapped(new ClassCastException()), new ArithmeticException()))
			.allSatisfy((exception) -> assertThat(rule.after(1, exception).state()).isEqualTo(expected));
		assertThat(rule.after(1, wrapped(new IllegalStateException())).state()).isEqualTo(State.RETRYING);
	}

	@Test
	void causesThatGoInCirclesEnd() {
		Exception one = new Exception();
		Exception other = new Exception(one);
		one.initCause(other);
		assertThat(new NotRetryable(List.of()).matches(one)).isFalse();
	}

	private static Exception wrapped(Exception cause) {
		return new ListenerExecutionFailedException("failed", "group", cause);
	}

}
