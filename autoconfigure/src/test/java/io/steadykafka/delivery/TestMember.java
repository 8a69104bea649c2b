package io.steadykafka.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.steadykafka.containment.Containment;
import io.steadykafka.listener.ListenerContainer;
import io.steadykafka.testing.Listeners;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * A member whose time, and whether its container runs, a test sets; and the loop of a
 * container that hands records over to a listener.
 */
final class TestMember {

	static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

	static final int MAX_POLL_RECORDS = 20;

	static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(5);

	final CountedWork work = new CountedWork((overlong) -> {
	});

	final List<HandOverRule> rules = new ArrayList<>();

	final Containment containment = Containment.create();

	final ListenerContainer listener;

	final Member member;

	long nanoTime = 1_000_000_000;

	boolean running = true;

	private final Portion.Kind kind;

	TestMember(Duration redoWindow) {
		this(redoWindow, Portion.Kind.ONE_BY_ONE);
	}

	TestMember(Duration redoWindow, Portion.Kind kind) {
		this(redoWindow, kind, Map.of());
	}

	TestMember(Duration redoWindow, Portion.Kind kind, Map<String, Object> config) {
		this.kind = kind;
		HandOvers.Options options = new HandOvers.Options(redoWindow, false, STOP_TIMEOUT, Duration.ofMillis(100),
				Departure.LEAVE, Duration.ZERO);
		this.listener = Listeners.subscribed("orders", "group", config);
		this.member = new Member(this.listener, this.work, options, new PollBounds(MAX_POLL_INTERVAL, MAX_POLL_RECORDS),
				() -> this.running, () -> this.nanoTime);
	}

	PacedMember paced() {
		return new PacedMember(this.member, this.kind, this.rules, this.containment);
	}

	PacedConsumer<String, String> consumer(FakeConsumer fake) {
		PacedMember paced = paced();
		return new PacedConsumer<>(new CommittingConsumer<>(fake, () -> this.nanoTime), () -> paced);
	}

	void pass(Duration time) {
		this.nanoTime += time.toNanos();
	}

	/**
	 * Handle a portion to its end.
	 * @param portion the portion
	 * @param each how long the listener takes for a record
	 * @return what the listener got
	 */
	List<ConsumerRecord<String, String>> handle(ConsumerRecords<String, String> portion, Duration each) {
		return handle(portion, each, Integer.MAX_VALUE);
	}

	/**
	 * Handle a portion until a record fails.
	 * @param portion the portion
	 * @param each how long the listener takes for a record
	 * @param failing which record fails, the first is 0
	 * @return what the listener got
	 */
	List<ConsumerRecord<String, String>> handle(ConsumerRecords<String, String> portion, Duration each, int failing) {
		List<ConsumerRecord<String, String>> handled = new ArrayList<>();
		Iterator<ConsumerRecord<String, String>> records = portion.iterator();
		while (records.hasNext()) {
			ConsumerRecord<String, String> record = records.next();
			this.member.watch().isCopied(record);
			pass(each);
			if (handled.size() == failing) {
				this.member.watch().failed(1);
			}
			else {
				this.member.watch().completed(1);
			}
			handled.add(record);
		}
		return handled;
	}

	long commits(String result) {
		Map<String, Long> commits = this.work.commits();
		return commits.getOrDefault(result, 0L);
	}

}
