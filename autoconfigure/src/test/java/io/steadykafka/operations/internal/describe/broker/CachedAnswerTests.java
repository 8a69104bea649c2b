package io.steadykafka.operations.internal.describe.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.steadykafka.testing.MutableClock;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CachedAnswer}. Its clock stands still unless a test moves it.
 */
class CachedAnswerTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final MutableClock clock = new MutableClock();

	private final AtomicInteger asked = new AtomicInteger();

	@Test
	void aHundredReadersAtOnceAskOnce() throws Exception {
		CountDownLatch brokers = new CountDownLatch(1);
		ExecutorService background = Executors.newSingleThreadExecutor();
		ExecutorService readers = Executors.newFixedThreadPool(100);
		try {
			CachedAnswer<Integer> cached = new CachedAnswer<>((last) -> {
				await(brokers);
				return this.asked.incrementAndGet();
			}, background, this.clock);
			List<Future<Answer<Integer>>> answers = new ArrayList<>();
			for (int reader = 0; reader < 100; reader++) {
				answers.add(readers.submit(() -> cached.get(LONG)));
			}
			brokers.countDown();
			for (Future<Answer<Integer>> answer : answers) {
				assertThat(answer.get(30, TimeUnit.SECONDS).value()).isEqualTo(1);
			}
			assertThat(this.asked).hasValue(1);
		}
		finally {
			readers.shutdownNow();
			background.shutdownNow();
		}
	}

	@Test
	void nobodyAsksAgainWithinASecond() {
		CachedAnswer<Integer> cached = counting();
		cached.get(LONG);
		this.clock.advance(Duration.ofMillis(999));
		assertThat(cached.get(LONG).value()).isEqualTo(1);
	}

	@Test
	void theNextReaderAsksAfterASecond() {
		CachedAnswer<Integer> cached = counting();
		cached.get(LONG);
		this.clock.advance(Duration.ofSeconds(1));
		Answer<Integer> second = cached.get(LONG);
		assertThat(second.value()).isEqualTo(2);
		assertThat(second.at()).isEqualTo(this.clock.instant());
	}

	@Test
	void nobodyAsksWhileNobodyReads() {
		CachedAnswer<Integer> cached = counting();
		this.clock.advance(Duration.ofHours(1));
		assertThat(cached.known()).isEqualTo(Answer.none());
		assertThat(this.asked).hasValue(0);
	}

	@Test
	void aFailureKeepsTheLastAnswerAndSaysSinceWhen() {
		CachedAnswer<Integer> cached = failingAfter(1);
		Answer<Integer> good = cached.get(LONG);
		this.clock.advance(Duration.ofSeconds(5));
		Answer<Integer> first = cached.get(LONG);
		this.clock.advance(Duration.ofSeconds(5));
		Answer<Integer> second = cached.get(LONG);
		assertThat(second.value()).isEqualTo(good.value());
		assertThat(second.at()).isEqualTo(good.at());
		assertThat(second.failure()).isEqualTo("no answer from the brokers in time");
		assertThat(second.failingSince()).isEqualTo(first.failingSince()).isAfter(good.at());
	}

	@Test
	void aReaderDoesNotWaitWhileItFails() {
		List<Runnable> tasks = new ArrayList<>();
		CachedAnswer<Integer> cached = new CachedAnswer<>((last) -> {
			throw new TimeoutException();
		}, tasks::add, this.clock);
		cached.ask();
		tasks.remove(0).run();
		this.clock.advance(Duration.ofSeconds(1));
		// The question is never asked: a reader that waits would wait for good.
		long start = System.nanoTime();
		assertThat(cached.get(LONG).isFailing()).isTrue();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
		assertThat(tasks).hasSize(1);
	}

	@Test
	void aQuestionThatHangsIsNotWaitedForAfterItsTime() {
		CachedAnswer<Integer> cached = new CachedAnswer<>((last) -> 1, (task) -> {
		}, this.clock);
		cached.ask();
		this.clock.advance(LONG);
		long start = System.nanoTime();
		assertThat(cached.get(LONG)).isEqualTo(Answer.none());
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
	}

	@Test
	void aReaderGetsTheAnswerThatComesInTime() {
		ExecutorService background = Executors.newSingleThreadExecutor();
		try {
			CachedAnswer<Integer> cached = new CachedAnswer<>((last) -> this.asked.incrementAndGet(), background,
					this.clock);
			assertThat(cached.get(LONG).value()).isEqualTo(1);
		}
		finally {
			background.shutdownNow();
		}
	}

	@Test
	void aMissingMethodIsAFailureLikeOthers() {
		CachedAnswer<Integer> cached = new CachedAnswer<>((last) -> {
			throw new NoSuchMethodError("describeStreamsGroups");
		}, Runnable::run, this.clock);
		assertThat(cached.get(LONG).failure()).isEqualTo("NoSuchMethodError: describeStreamsGroups");
	}

	@Test
	void afterTheEndOfTheThreadTheReasonIsTold() {
		CachedAnswer<Integer> cached = new CachedAnswer<>((last) -> 1, (task) -> {
			throw new RejectedExecutionException();
		}, this.clock);
		assertThat(cached.get(LONG).failure()).isEqualTo("the application is being stopped");
	}

	@Test
	void aClockThatIsSetBackDoesNotStopQuestions() {
		CachedAnswer<Integer> cached = counting();
		cached.get(LONG);
		this.clock.advance(Duration.ofHours(-1));
		assertThat(cached.get(LONG).value()).isEqualTo(2);
	}

	private CachedAnswer<Integer> counting() {
		return new CachedAnswer<>((last) -> this.asked.incrementAndGet(), Runnable::run, this.clock);
	}

	private CachedAnswer<Integer> failingAfter(int good) {
		return new CachedAnswer<>((last) -> {
			if (this.asked.get() >= good) {
				throw new TimeoutException();
			}
			return this.asked.incrementAndGet();
		}, Runnable::run, this.clock);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
