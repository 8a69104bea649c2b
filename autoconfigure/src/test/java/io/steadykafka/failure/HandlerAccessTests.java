package io.steadykafka.failure;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.kafka.listener.CommonDelegatingErrorHandler;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.CommonLoggingErrorHandler;
import org.springframework.kafka.listener.CommonMixedErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandlerAccess}.
 */
class HandlerAccessTests {

	@Test
	void handlersThatOnlyLogSkipSilentlyWhereverTheyAre() {
		CommonErrorHandler careful = new DefaultErrorHandler((record, ex) -> assertThat(record).isNotNull());
		CommonErrorHandler logging = new CommonLoggingErrorHandler();
		assertThat(HandlerAccess.skipsSilently(logging)).isTrue();
		assertThat(HandlerAccess.skipsSilently(careful)).isFalse();
		assertThat(HandlerAccess.skipsSilently(new CommonMixedErrorHandler(careful, logging))).isTrue();
		assertThat(HandlerAccess.skipsSilently(new CommonMixedErrorHandler(careful, careful))).isFalse();
		CommonDelegatingErrorHandler delegating = new CommonDelegatingErrorHandler(careful);
		assertThat(HandlerAccess.skipsSilently(delegating)).isFalse();
		delegating.setErrorHandlers(Map.of(IllegalStateException.class, new DefaultErrorHandler()));
		assertThat(HandlerAccess.skipsSilently(delegating)).isTrue();
		assertThat(HandlerAccess.skipsSilently(new CommonDelegatingErrorHandler(new DefaultErrorHandler()))).isTrue();
	}

}
