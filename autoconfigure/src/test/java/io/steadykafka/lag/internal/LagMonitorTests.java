package io.steadykafka.lag.internal;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.internal.group.GroupPartition;
import io.steadykafka.lag.internal.group.TestLagOptions;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.listener.internal.assignment.AssignmentChange.Kind;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Listeners;
import io.steadykafka.testing.MutableClock;
import io.steadykafka.testing.Records;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link LagMonitor}.
 */
class LagMonitorTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private final MutableClock clock = new MutableClock();

	private final OwnedPartitions owned = mock();

	private final Containment containment = new Containment();

	private final LagMonitor monitor = new LagMonitor(this.owned, TestLagOptions.of(HOUR), Map::of, this.clock,
			this.containment);

	private final ListenerContainer listener = Listeners.subscribed("monitored", "monitored",
			Map.of("bootstrap.servers", Broker.shared().servers(), "auto.offset.reset", "earliest"));

	@AfterEach
	void stop() {
		this.monitor.stop();
	}

	@Test
	void aSampleIsTakenAtTheStartAndSoonAfterAnAssignmentChanged() {
		AtomicInteger samples = new AtomicInteger();
		this.monitor.onSample(samples::incrementAndGet);
		this.monitor.prepare(this.listener);
		this.monitor.start();
		Awaitility.await().untilAtomic(samples, Matchers.equalTo(1));
		TopicPartition partition = new TopicPartition("monitored-orders", 0);
		Broker.shared().createTopic("monitored-orders", 1);
		Broker.shared().send("monitored-orders", 1, 4);
		given(this.owned.of(this.listener)).willReturn(Set.of(partition));
		given(this.owned.owns("monitored", partition)).willReturn(true);
		this.monitor.onChange(new AssignmentChange(this.listener, Kind.ASSIGNED, Set.of(partition), 1, false));
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(this.monitor.readings(new GroupPartition("monitored", partition))).singleElement()
						.extracting((reading) -> reading.lag().lag())
						.isEqualTo(OptionalLong.of(4)));
		this.monitor.forget(this.listener);
		assertThat(this.monitor.groups()).isEmpty();
	}

	@Test
	void aLossThatIsToldLateTakesNothingFromTheNewOwner() {
		TopicPartition partition = new TopicPartition("monitored-late", 0);
		Broker.shared().createTopic("monitored-late", 1);
		Broker.shared().send("monitored-late", 1, 4);
		given(this.owned.of(this.listener)).willReturn(Set.of(partition));
		given(this.owned.owns("monitored", partition)).willReturn(true);
		this.monitor.prepare(this.listener);
		this.monitor.start();
		GroupPartition of = new GroupPartition("monitored", partition);
		Awaitility.await().untilAsserted(() -> assertThat(this.monitor.readings(of)).hasSize(1));
		this.monitor.polling(this.listener, mock(), mock()).returned(Records.at(partition, 0, 100, 200, 300));
		this.monitor.onChange(new AssignmentChange(this.listener, Kind.LOST, Set.of(partition), 1, false));
		assertThat(this.monitor.readings(of)).singleElement()
			.extracting(PartitionReading::position)
			.isEqualTo(OptionalLong.of(3));
		// Another listener of the group has it, and the sampler looks still.
		Thread consumer = Thread.currentThread();
		given(this.owned.of(this.listener))
			.willAnswer((call) -> Thread.currentThread().equals(consumer) ? Set.of() : Set.of(partition));
		this.monitor.onChange(new AssignmentChange(this.listener, Kind.LOST, Set.of(partition), 1, false));
		assertThat(this.monitor.readings(of)).singleElement()
			.extracting(PartitionReading::position)
			.isEqualTo(OptionalLong.of(0));
	}

	@Test
	void aSampleThatIsMissingForSeveralIntervalsIsStale() {
		GroupLag group = new GroupLag("group", "cluster", false, this.clock.instant(), Map.of(), Set.of(), "");
		this.clock.advance(HOUR.multipliedBy(3));
		assertThat(this.monitor.isStale(group)).isFalse();
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(this.monitor.isStale(group)).isTrue();
		assertThat(this.monitor.age(group)).isEqualTo(HOUR.multipliedBy(3).plusMinutes(1));
	}

	@Test
	void anErrorInASampleIsToldAndCounted() {
		given(this.owned.of(this.listener)).willThrow(new NoSuchMethodError("expected by the test"));
		this.monitor.prepare(this.listener);
		this.monitor.start();
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.monitor.groups()).singleElement()
				.extracting(GroupLag::failure)
				.isEqualTo("NoSuchMethodError: expected by the test"));
		Awaitility.await().untilAsserted(() -> assertThat(this.containment.failures()).isOne());
	}

	@Test
	void aMonitorThatIsStartedAgainSamplesAgain() {
		AtomicInteger samples = new AtomicInteger();
		this.monitor.onSample(samples::incrementAndGet);
		this.monitor.prepare(this.listener);
		for (int run = 1; run <= 3; run++) {
			this.monitor.start();
			Awaitility.await().untilAtomic(samples, Matchers.equalTo(run));
			this.monitor.stop();
		}
		assertThat(this.containment.failures()).isZero();
	}

	@Test
	void aStopWaitsForNobody() throws InterruptedException {
		CountDownLatch sampling = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		Thread consumer = Thread.currentThread();
		given(this.owned.of(this.listener)).willAnswer((call) -> {
			if (Thread.currentThread().equals(consumer)) {
				return Set.of();
			}
			sampling.countDown();
			while (goOn.getCount() > 0) {
				Thread.onSpinWait();
			}
			return Set.of();
		});
		this.monitor.prepare(this.listener);
		this.monitor.start();
		sampling.await();
		this.monitor.stop();
		this.monitor.onChange(new AssignmentChange(this.listener, Kind.REVOKED, Set.of(), 1, false));
		assertThat(this.monitor.isRunning()).isFalse();
		assertThat(this.monitor.groups()).hasSize(1);
		goOn.countDown();
		Awaitility.await()
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
				.noneMatch((thread) -> thread.getName().contains("steady-kafka-lag")));
	}

}
