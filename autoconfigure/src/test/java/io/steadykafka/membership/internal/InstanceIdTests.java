package io.steadykafka.membership.internal;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InstanceId}.
 */
class InstanceIdTests {

	@Test
	void itIsTheInstanceAndTheListener() {
		assertThat(InstanceId.of("orders-0", "order.processor_1")).isEqualTo("orders-0-order.processor_1");
	}

	@Test
	void whatIsNotLegalIsReplacedAndTwoAreNeverOne() {
		String generated = InstanceId.of("host", "org.springframework.kafka.KafkaListenerEndpointContainer#0");
		assertThat(generated).matches("host-org[.a-zA-Z]+-0-[0-9a-f]{8}");
		assertThat(InstanceId.of("host", "a b")).isNotEqualTo(InstanceId.of("host", "a-b"))
			.isNotEqualTo(InstanceId.of("host", "a#b"));
	}

	@Test
	void itIsTheSameAfterARestart() {
		assertThat(InstanceId.of("höst", "orders")).isEqualTo("h-st-orders-87794586");
	}

	@Test
	void whatIsTooLongIsShortenedAndTwoAreNeverOne() {
		String listener = "a".repeat(300);
		String id = InstanceId.of("host", listener);
		assertThat(id + "-99999").hasSizeLessThanOrEqualTo(249).matches("[a-zA-Z0-9._-]+");
		assertThat(InstanceId.of("host", listener + "b")).isNotEqualTo(id);
		assertThat(InstanceId.of("host", "a".repeat(238))).hasSize(243).doesNotContain("host-a-");
		assertThat(InstanceId.of("host", "a".repeat(239))).hasSize(243).doesNotMatch("host-a+");
	}

}
