package io.steadykafka.delivery.internal.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.steadykafka.delivery.internal.consumer.SteadyConsumer;
import io.steadykafka.delivery.internal.dispatch.AcknowledgedLaterMode;
import io.steadykafka.delivery.internal.dispatch.DeliveryMode;
import io.steadykafka.delivery.internal.dispatch.DeliveryWatch;
import io.steadykafka.delivery.internal.dispatch.PollLimits;
import io.steadykafka.delivery.internal.dispatch.WholeBatchMode;
import io.steadykafka.delivery.internal.session.DeliveryOptions;
import io.steadykafka.delivery.internal.session.LeavePolicy;
import io.steadykafka.delivery.internal.session.MemberHooks;
import io.steadykafka.delivery.internal.session.MemberSession;
import io.steadykafka.delivery.internal.session.SessionThread;
import io.steadykafka.delivery.internal.work.ListenerWork;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.session.SessionListener;
import io.steadykafka.testing.Listeners;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * A member whose time, and whether its container runs, a test sets; and the loop of a
 * container that delivers records to a listener.
 */
public final class TestMember {

	public static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

	public static final int MAX_POLL_RECORDS = 20;

	public static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(5);

	private static final PollLimits LIMITS = new PollLimits(MAX_POLL_INTERVAL, MAX_POLL_RECORDS);

	public final ListenerWork work = new ListenerWork((overlong) -> {
	});

	public final List<SessionListener> hooks = new ArrayList<>();

	public final Containment containment = new Containment();

	public final ListenerContainer listener;

	public final MemberSession session;

	public long nanoTime = 1_000_000_000;

	public boolean running = true;

	private final Duration redoWindow;

	private DeliveryMode.Parts parts;

	public TestMember(Duration redoWindow) {
		this(redoWindow, Kind.ONE_BY_ONE);
	}

	public TestMember(Duration redoWindow, Kind kind) {
		this(redoWindow, kind, Map.of());
	}

	public TestMember(Duration redoWindow, Kind kind, Map<String, Object> config) {
		this(redoWindow, kind, config, (properties) -> {
		});
	}

	public TestMember(Duration redoWindow, Kind kind, Map<String, Object> config,
			java.util.function.Consumer<ContainerProperties> container) {
		this.redoWindow = redoWindow;
		DeliveryOptions options = new DeliveryOptions(redoWindow, false, STOP_TIMEOUT, Duration.ofMillis(100),
				LeavePolicy.LEAVE, Duration.ofHours(1));
		this.listener = Listeners.subscribed("orders", "group", config);
		container.accept(this.listener.container().getContainerProperties());
		this.session = new MemberSession(this.listener, options, this.work, LIMITS, (all) -> {
			this.parts = all;
			return mode(kind);
		}, new MemberHooks(this.hooks, this.containment), () -> this.running, () -> this.nanoTime);
	}

	/**
	 * Make a mode of what this member has.
	 */
	public DeliveryMode mode(Kind kind) {
		return switch (kind) {
			case ONE_BY_ONE -> DeliveryMode.of(this.listener, this.parts, LIMITS, this.redoWindow);
			case ACKNOWLEDGED_LATER -> new AcknowledgedLaterMode(this.parts, LIMITS, false);
			case BATCH -> new WholeBatchMode(this.parts, LIMITS, this.redoWindow, true);
		};
	}

	public DeliveryWatch watch() {
		return this.session.mode().watch();
	}

	public SteadyConsumer<String, String> consumer(Consumer<String, String> fake) {
		SessionThread thread = new SessionThread();
		MessageListenerContainer container = this.listener.container();
		thread.begin(this.session, container);
		SessionThread.Claim claim = thread.claim(fake);
		thread.end();
		return new SteadyConsumer<>(fake, (polled) -> claim);
	}

	public void pass(Duration time) {
		this.nanoTime += time.toNanos();
	}

	/**
	 * Handle a batch to its end.
	 * @param each how long the listener takes for a record
	 * @return what the listener got
	 */
	public List<ConsumerRecord<String, String>> handle(ConsumerRecords<String, String> batch, Duration each) {
		return handle(batch, each, Integer.MAX_VALUE);
	}

	/**
	 * Handle a batch until a record fails.
	 * @param each how long the listener takes for a record
	 * @param failing which record fails, the first is 0
	 * @return what the listener got
	 */
	public List<ConsumerRecord<String, String>> handle(ConsumerRecords<String, String> batch, Duration each,
			int failing) {
		List<ConsumerRecord<String, String>> handled = new ArrayList<>();
		Iterator<ConsumerRecord<String, String>> records = batch.iterator();
		while (records.hasNext()) {
			ConsumerRecord<String, String> record = records.next();
			watch().isCopied(record);
			pass(each);
			if (handled.size() == failing) {
				watch().failed(1);
			}
			else {
				watch().completed(1);
			}
			handled.add(record);
		}
		return handled;
	}

	public long commits(String result) {
		Map<String, Long> commits = this.work.commits();
		return commits.getOrDefault(result, 0L);
	}

	/**
	 * How a container takes records.
	 */
	public enum Kind {

		/**
		 * One after the other.
		 */
		ONE_BY_ONE,

		/**
		 * One after the other, acknowledged later.
		 */
		ACKNOWLEDGED_LATER,

		/**
		 * All at once.
		 */
		BATCH

	}

}
