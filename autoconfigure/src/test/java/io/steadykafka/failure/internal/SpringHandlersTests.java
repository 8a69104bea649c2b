package io.steadykafka.failure.internal;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.steadykafka.testing.Listeners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.BackOffHandler;
import org.springframework.kafka.listener.CommonDelegatingErrorHandler;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.CommonLoggingErrorHandler;
import org.springframework.kafka.listener.CommonMixedErrorHandler;
import org.springframework.kafka.listener.DefaultAfterRollbackProcessor;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.SeekUtils;
import org.springframework.util.backoff.FixedBackOff;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SpringHandlers}.
 */
class SpringHandlersTests {

	@Test
	void handlersThatOnlyLogSkipSilentlyWhereverTheyAre() {
		CommonErrorHandler careful = new DefaultErrorHandler((record, ex) -> assertThat(record).isNotNull());
		CommonErrorHandler logging = new CommonLoggingErrorHandler();
		assertThat(SpringHandlers.skipsSilently(logging)).isTrue();
		assertThat(SpringHandlers.skipsSilently(careful)).isFalse();
		assertThat(SpringHandlers.skipsSilently(new CommonMixedErrorHandler(careful, logging))).isTrue();
		assertThat(SpringHandlers.skipsSilently(new CommonMixedErrorHandler(careful, careful))).isFalse();
		CommonDelegatingErrorHandler delegating = new CommonDelegatingErrorHandler(careful);
		assertThat(SpringHandlers.skipsSilently(delegating)).isFalse();
		delegating.setErrorHandlers(Map.of(IllegalStateException.class, new DefaultErrorHandler()));
		assertThat(SpringHandlers.skipsSilently(delegating)).isTrue();
		assertThat(SpringHandlers.skipsSilently(new CommonDelegatingErrorHandler(new DefaultErrorHandler()))).isTrue();
	}

	@Test
	void theProcessorThatEachContainerHasIsTheDefault() {
		assertThat(SpringHandlers.isDefault(new DefaultAfterRollbackProcessor<>())).isTrue();
		assertThat(SpringHandlers
			.isDefault(Listeners.subscribed("orders", "orders").container().getAfterRollbackProcessor())).isTrue();
	}

	static Stream<Consumer<DefaultAfterRollbackProcessor<Object, Object>>> settings() {
		return Stream.of((processor) -> processor.setCommitRecovered(true),
				(processor) -> processor.addNotRetryableExceptions(IllegalStateException.class),
				(processor) -> processor.addRetryableExceptions(IllegalStateException.class),
				(processor) -> processor.removeClassification(ClassCastException.class),
				(processor) -> processor.setClassifications(Map.of(), false),
				(processor) -> processor.defaultFalse(true),
				(processor) -> processor.setBackOffFunction((record, ex) -> new FixedBackOff(1, 1)),
				(processor) -> processor.setRetryListeners((record, ex, attempt) -> assertThat(attempt).isPositive()),
				(processor) -> processor.setResetStateOnRecoveryFailure(false),
				(processor) -> processor.setResetStateOnExceptionChange(false),
				(processor) -> processor.setLogLevel(KafkaException.Level.DEBUG));
	}

	@ParameterizedTest
	@MethodSource("settings")
	void aProcessorThatTheApplicationConfiguredIsNot(Consumer<DefaultAfterRollbackProcessor<Object, Object>> setting) {
		DefaultAfterRollbackProcessor<Object, Object> processor = new DefaultAfterRollbackProcessor<>();
		setting.accept(processor);
		assertThat(SpringHandlers.isDefault(processor)).isFalse();
	}

	@Test
	void aProcessorWithArgumentsIsNotTheDefault() {
		assertThat(SpringHandlers.isDefault(new DefaultAfterRollbackProcessor<>(new FixedBackOff(0, 9)))).isFalse();
		assertThat(SpringHandlers
			.isDefault(new DefaultAfterRollbackProcessor<>((record, ex) -> assertThat(record).isNotNull()))).isFalse();
		assertThat(SpringHandlers.isDefault(new DefaultAfterRollbackProcessor<Object, Object>(
				(record, ex) -> assertThat(record).isNotNull(), SeekUtils.DEFAULT_BACK_OFF, new BackOffHandler() {
				}, null, false)))
			.isFalse();
		assertThat(SpringHandlers.isDefault(new DefaultAfterRollbackProcessor<Object, Object>() {
		})).isFalse();
	}

}
