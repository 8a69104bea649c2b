package io.steadykafka.sample.topics;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TopicSetup}.
 */
@ExtendWith(OutputCaptureExtension.class)
class TopicSetupTests {

	private static final List<NewTopic> TOPICS = List.of(new NewTopic("a", 1, (short) 1),
			new NewTopic("b", 1, (short) 1));

	private final StubClient client = new StubClient();

	@Test
	void isReadyOnceMissingTopicsAreCreated(CapturedOutput output) throws Exception {
		TopicSetup setup = new TopicSetup(this.client, TOPICS, true);
		this.client.missing = Set.of("b");
		assertThat(setup.attempt()).isTrue();
		assertThat(setup.isReady()).isTrue();
		assertThat(this.client.create).isTrue();
		assertThat(output).contains("Created the topics b at localhost:1");
	}

	@Test
	void namesTheTopicsThatItMayNotCreate(CapturedOutput output) throws Exception {
		TopicSetup setup = new TopicSetup(this.client, TOPICS, false);
		this.client.missing = Set.of("b");
		assertThat(setup.attempt()).isFalse();
		assertThat(setup.attempt()).isFalse();
		assertThat(setup.isReady()).isFalse();
		assertThat(this.client.create).isFalse();
		assertThat(output).containsOnlyOnce("Kafka at localhost:1 lacks the topics b")
			.contains("--sample.topics.create=true");
		this.client.missing = Set.of();
		assertThat(setup.attempt()).isTrue();
		assertThat(output).contains("Kafka at localhost:1 answers and has all topics");
	}

	@Test
	void saysOnceThatNoBrokerAnswers(CapturedOutput output) throws Exception {
		TopicSetup setup = new TopicSetup(this.client, TOPICS, true);
		this.client.failure = new TimeoutException("Timed out waiting for a node assignment");
		assertThat(setup.attempt()).isFalse();
		assertThat(setup.attempt()).isFalse();
		assertThat(output).containsOnlyOnce("No Kafka broker answers at localhost:1")
			.contains("spring.kafka.bootstrap-servers")
			.contains("keeps trying");
	}

	@Test
	void namesAnyOtherReason(CapturedOutput output) throws Exception {
		TopicSetup setup = new TopicSetup(this.client, TOPICS, true);
		this.client.failure = new TopicAuthorizationException("Not allowed");
		assertThat(setup.attempt()).isFalse();
		assertThat(output).contains("Kafka at localhost:1 can't be used: Not allowed");
	}

	@Test
	@Timeout(30)
	void startsAlsoWhereNoBrokerAnswers(CapturedOutput output) {
		TopicSetup setup = new TopicSetup(new TopicClient(Map.of("bootstrap.servers", List.of("localhost:1"))), TOPICS,
				true);
		long start = System.nanoTime();
		setup.start();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
		assertThat(setup.isRunning()).isTrue();
		assertThat(setup.isReady()).isFalse();
		assertThat(output).contains("No Kafka broker answers at localhost:1");
		setup.stop();
		assertThat(setup.isRunning()).isFalse();
	}

	@Test
	void doesNotStartWithAnAddressThatCannotBe() {
		TopicSetup setup = new TopicSetup(new TopicClient(Map.of("bootstrap.servers", List.of("localhost"))), TOPICS,
				true);
		assertThatExceptionOfType(KafkaException.class).isThrownBy(setup::start)
			.withStackTraceContaining("bootstrap.servers");
	}

	private static class StubClient extends TopicClient {

		private Set<String> missing = Set.of();

		private @Nullable RuntimeException failure;

		private boolean create;

		StubClient() {
			super(Map.of("bootstrap.servers", List.of("localhost:1")));
		}

		@Override
		Set<String> missing(Collection<NewTopic> topics, boolean create) throws ExecutionException {
			if (this.failure != null) {
				throw new ExecutionException(this.failure);
			}
			this.create = create;
			return this.missing;
		}

	}

}
