package io.steadykafka.delivery.internal.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.steadykafka.delivery.internal.DeliveryRule;
import io.steadykafka.delivery.internal.LeavePolicy;
import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.delivery.internal.WorkCounters;
import io.steadykafka.delivery.internal.consumer.CommittingConsumer;
import io.steadykafka.delivery.internal.consumer.PacedConsumer;
import io.steadykafka.delivery.internal.dispatch.DeliveryBatch;
import io.steadykafka.delivery.internal.session.Member;
import io.steadykafka.delivery.internal.session.PacedMember;
import io.steadykafka.delivery.internal.session.PollLimits;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.testing.Listeners;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * A member whose time, and whether its container runs, a test sets; and the loop of a
 * container that hands records over to a listener.
 */
public final class TestMember {

	public static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

	public static final int MAX_POLL_RECORDS = 20;

	public static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(5);

	public final WorkCounters work = new WorkCounters((overlong) -> {
	});

	public final List<DeliveryRule> rules = new ArrayList<>();

	public final Containment containment = Containment.create();

	public final ListenerContainer listener;

	public final Member member;

	public long nanoTime = 1_000_000_000;

	public boolean running = true;

	private final DeliveryBatch.Kind kind;

	public TestMember(Duration redoWindow) {
		this(redoWindow, DeliveryBatch.Kind.ONE_BY_ONE);
	}

	public TestMember(Duration redoWindow, DeliveryBatch.Kind kind) {
		this(redoWindow, kind, Map.of());
	}

	public TestMember(Duration redoWindow, DeliveryBatch.Kind kind, Map<String, Object> config) {
		this.kind = kind;
		RecordDelivery.Options options = new RecordDelivery.Options(redoWindow, false, STOP_TIMEOUT,
				Duration.ofMillis(100), LeavePolicy.LEAVE, Duration.ZERO);
		this.listener = Listeners.subscribed("orders", "group", config);
		this.member = new Member(this.listener, this.work, options, new PollLimits(MAX_POLL_INTERVAL, MAX_POLL_RECORDS),
				() -> this.running, () -> this.nanoTime);
	}

	public PacedMember paced() {
		return new PacedMember(this.member, this.kind, this.rules, this.containment);
	}

	public PacedConsumer<String, String> consumer(FakeConsumer fake) {
		PacedMember paced = paced();
		return new PacedConsumer<>(new CommittingConsumer<>(fake, () -> this.nanoTime), () -> paced);
	}

	public void pass(Duration time) {
		this.nanoTime += time.toNanos();
	}

	/**
	 * Handle a portion to its end.
	 * @param each how long the listener takes for a record
	 * @return what the listener got
	 */
	public List<ConsumerRecord<String, String>> handle(ConsumerRecords<String, String> portion, Duration each) {
		return handle(portion, each, Integer.MAX_VALUE);
	}

	/**
	 * Handle a portion until a record fails.
	 * @param each how long the listener takes for a record
	 * @param failing which record fails, the first is 0
	 * @return what the listener got
	 */
	public List<ConsumerRecord<String, String>> handle(ConsumerRecords<String, String> portion, Duration each,
			int failing) {
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

	public long commits(String result) {
		Map<String, Long> commits = this.work.commits();
		return commits.getOrDefault(result, 0L);
	}

}
