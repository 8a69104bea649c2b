package io.steadykafka.integration.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.listener.RecordInterceptor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests listeners that leave their consumer's thread interrupted.
 */
@ExtendWith(OutputCaptureExtension.class)
class InterruptedListenerTests {

	private static final int RECORDS = 50;

	private static final Set<Long> INTERRUPTING = Set.of(0L, 7L, 20L, RECORDS - 1L);

	private final Broker broker = Broker.shared();

	@ParameterizedTest
	@CsvSource({ "record,batch", "record,record", "batch,batch", "manual,manual", "manual,manual_immediate",
			"async,batch" })
	void oneThatReturnsIsGivenEachRecordOnce(String style, String ackMode, CapturedOutput output) {
		String name = "interrupted-" + style + "-" + ackMode;
		try (RunningApp app = start(WorkApplication.class, name, "style=" + style,
				"spring.kafka.listener.ack-mode=" + ackMode)) {
			List<Long> foundInterrupted = new CopyOnWriteArrayList<>();
			app.bean(Worker.class).does((record, consumer) -> {
				if (Thread.currentThread().isInterrupted() && !"batch".equals(style)) {
					foundInterrupted.add(record.offset());
				}
				if (INTERRUPTING.contains(record.offset())) {
					Thread.currentThread().interrupt();
				}
			});
			send(name);
			awaitCommitted(app, name);
			assertThat(offsets(app)).isEqualTo(LongStream.range(0, RECORDS).boxed().toList());
			assertThat(foundInterrupted).isEmpty();
			assertThat(output).doesNotContain("InterruptException");
		}
	}

	@ParameterizedTest
	@CsvSource({ "record,batch", "record,record", "batch,batch", "manual,manual", "manual,manual_immediate",
			"async,batch" })
	void oneThatThrowsIsGivenTheRecordAgain(String style, String ackMode, CapturedOutput output) {
		String name = "interrupted-throws-" + style + "-" + ackMode;
		try (RunningApp app = start(WorkApplication.class, name, "style=" + style,
				"spring.kafka.listener.ack-mode=" + ackMode)) {
			throwInterrupted(app.bean(Worker.class));
			send(name);
			awaitCommitted(app, name);
			assertThat(offsets(app)).containsAll(LongStream.range(0, RECORDS).boxed().toList());
			assertThat(output).doesNotContain("InterruptException");
		}
	}

	@Test
	void itDoesNotMatterThatTheContainerSleepsBetweenPolls(CapturedOutput output) {
		try (RunningApp app = start(WorkApplication.class, "interrupted-idle",
				"spring.kafka.listener.idle-between-polls=10ms")) {
			throwInterrupted(app.bean(Worker.class));
			send("interrupted-idle");
			awaitCommitted(app, "interrupted-idle");
			assertThat(output).doesNotContain("InterruptException").doesNotContain("has been interrupted");
		}
	}

	@Test
	void norWhetherAnInterceptorLeftItInterrupted(CapturedOutput output) {
		try (RunningApp app = start(InterceptedApplication.class, "interrupted-outside")) {
			send("interrupted-outside");
			awaitCommitted(app, "interrupted-outside");
			assertThat(offsets(app)).isEqualTo(LongStream.range(0, RECORDS).boxed().toList());
			assertThat(output).doesNotContain("InterruptException");
		}
	}

	private static void throwInterrupted(Worker worker) {
		Set<Long> failed = ConcurrentHashMap.newKeySet();
		worker.does((record, consumer) -> {
			if (INTERRUPTING.contains(record.offset()) && failed.add(record.offset())) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException("expected by the test");
			}
		});
	}

	private RunningApp start(Class<?> application, String name, String... properties) {
		this.broker.createTopic(name, 1);
		String[] all = new String[properties.length + 3];
		System.arraycopy(properties, 0, all, 3, properties.length);
		all[0] = "topic=" + name;
		all[1] = "group=" + name;
		all[2] = "steady.kafka.failure.backoff.initial-interval=10ms";
		return RunningApp.start(application, this.broker.servers(), all);
	}

	private void send(String topic) {
		this.broker.send(topic, 1, RECORDS);
	}

	private static List<Long> offsets(RunningApp app) {
		return app.bean(Worker.class).handled().stream().map(ConsumerRecord::offset).toList();
	}

	private void awaitCommitted(RunningApp app, String name) {
		Worker worker = app.bean(Worker.class);
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			worker.unfinished().forEach((future) -> future.complete(null));
			assertThat(Offsets.committed(this.broker.servers(), name)).containsEntry(new TopicPartition(name, 0),
					(long) RECORDS);
		});
	}

	@Configuration(proxyBeanMethods = false)
	@Import(WorkApplication.class)
	static class InterceptedApplication {

		@Bean
		RecordInterceptor<Object, Object> interrupting() {
			return new RecordInterceptor<>() {

				@Override
				public ConsumerRecord<Object, Object> intercept(ConsumerRecord<Object, Object> record,
						Consumer<Object, Object> consumer) {
					return record;
				}

				@Override
				public void afterRecord(ConsumerRecord<Object, Object> record, Consumer<Object, Object> consumer) {
					Thread.currentThread().interrupt();
				}

			};
		}

	}

}
