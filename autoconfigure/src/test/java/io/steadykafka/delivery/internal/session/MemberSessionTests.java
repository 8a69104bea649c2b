package io.steadykafka.delivery.internal.session;

import java.time.Duration;
import java.util.Map;

import io.steadykafka.delivery.internal.testing.TestMember;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemberSession}.
 */
class MemberSessionTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final Map<TopicPartition, Duration> SHORT_WAIT = Map.of(new TopicPartition("orders", 0),
			Duration.ofMillis(70));

	private static final Map<TopicPartition, Duration> LONG_WAIT = Map.of(new TopicPartition("orders", 0),
			Duration.ofMinutes(1));

	@Test
	void aPollUnderTheConsumerProtocolIsShort() {
		MemberSession member = member("consumer");
		assertThat(member.patience(TIMEOUT, Map.of())).isEqualTo(Duration.ofMillis(200));
		assertThat(member.patience(TIMEOUT, LONG_WAIT)).isEqualTo(Duration.ofMillis(200));
		assertThat(member.patience(TIMEOUT, SHORT_WAIT)).isEqualTo(Duration.ofMillis(70));
		assertThat(member.patience(Duration.ofMillis(50), Map.of())).isEqualTo(Duration.ofMillis(50));
	}

	@Test
	void aPollUnderTheClassicProtocolWaitsAsLongAsTheContainerSays() {
		MemberSession member = member("classic");
		assertThat(member.patience(TIMEOUT, Map.of())).isEqualTo(TIMEOUT);
		assertThat(member.patience(TIMEOUT, LONG_WAIT)).isEqualTo(TIMEOUT);
		assertThat(member.patience(TIMEOUT, SHORT_WAIT)).isEqualTo(Duration.ofMillis(70));
	}

	private static MemberSession member(String protocol) {
		return new TestMember(Duration.ofMillis(100), TestMember.Kind.ONE_BY_ONE,
				Map.of("group.protocol", protocol)).session;
	}

}
