package io.steadykafka.operations.internal.replay;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import io.steadykafka.failure.internal.deadletter.DeadLetters;
import io.steadykafka.failure.internal.retry.FailureText;
import io.steadykafka.failure.internal.retry.RetryPolicy;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.operations.DeadLetterReplay;
import io.steadykafka.operations.DeadLetterReplays;
import io.steadykafka.operations.internal.cluster.ClusterAdmins;
import io.steadykafka.operations.internal.replay.letters.DeadLetterTopic;
import io.steadykafka.operations.internal.replay.letters.LastLetters;
import io.steadykafka.operations.internal.replay.letters.LetterDocument;
import io.steadykafka.operations.internal.replay.letters.LetterReader;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Replays dead letters on a thread a replay. They run while the application does, and end
 * before its listeners are stopped.
 */
public final class DefaultDeadLetterReplays implements DeadLetterReplays, SmartLifecycle, AutoCloseable {

	private static final Log logger = LogFactory.getLog(DeadLetterReplays.class);

	private static final String STOPPED = "The application is being stopped";

	private static final int MOST_BROWSED = 100;

	/**
	 * How many records a preview looks at.
	 */
	private static final int MOST_PREVIEWED = 10_000;

	private static final Duration READ_TIME = Duration.ofSeconds(5);

	private static final Duration STOP_TIME = Duration.ofSeconds(10);

	private static final int LONGEST_NAME = 100;

	private final Supplier<List<ListenerContainer>> listeners;

	private final Function<ListenerContainer, RetryPolicy> policies;

	private final ReplayOffsets offsets;

	private final boolean showValues;

	private final Clock clock;

	private final DeadLetters deadLetters;

	private final ReplayHistory history = new ReplayHistory();

	private volatile boolean stopped;

	/**
	 * Create replays.
	 * @param listeners the listeners of this instance
	 * @param policies the failure rules of each
	 * @param showValues whether values may be shown
	 */
	public DefaultDeadLetterReplays(Supplier<List<ListenerContainer>> listeners,
			Function<ListenerContainer, RetryPolicy> policies, ClusterAdmins admins, boolean showValues, Clock clock,
			Containment containment) {
		this.listeners = listeners;
		this.policies = policies;
		this.offsets = new ReplayOffsets(admins);
		this.showValues = showValues;
		this.clock = clock;
		this.deadLetters = new DeadLetters(containment);
	}

	@Override
	public DeadLetterReplay preview(String listener, String topic) {
		DeadLetterTopic letters = find(listener, topic);
		ReplayPlan plan = this.offsets.plan(letters);
		ReplayPreview preview = new ReplayPreview(letters, plan);
		return preview.of(read(letters, () -> new LetterReader(letters.listener()).read(plan.pending(), MOST_PREVIEWED,
				READ_TIME, preview::add)));
	}

	@Override
	public synchronized DeadLetterReplay start(String listener, String topic, String by) {
		if (this.stopped) {
			throw new IllegalStateException(STOPPED);
		}
		DeadLetterTopic letters = find(listener, topic);
		String obstacle = ReplayedListener.obstacle(letters.listener());
		if (obstacle != null) {
			throw new IllegalStateException(
					"Dead letters can't be replayed to " + letters.listener() + ": " + obstacle);
		}
		this.history.underWay(letters).ifPresent((other) -> {
			throw new IllegalStateException("Replay " + other.describe().id() + " of '" + letters.name() + "' to "
					+ letters.listener() + " is under way. Wait until it ended");
		});
		ReplayPlan plan = this.offsets.plan(letters);
		String id = UUID.randomUUID().toString();
		Replay replay = new Replay(id, letters, plan, new ReplayFailures(letters, this.deadLetters, this.clock),
				new ReplayEnd(end(letters.listener())));
		logger.info("Replay " + id + " of dead letters of '" + letters.name() + "' to " + letters.listener()
				+ " starts, requested by " + PlainText.of(by, LONGEST_NAME) + ": about " + plan.records() + " records");
		this.history.add(replay);
		return replay.start();
	}

	/**
	 * A listener that is stopped or paused gets dead letters if somebody asks for it. One
	 * that is stopped meanwhile does not.
	 */
	private Supplier<@Nullable String> end(ListenerContainer listener) {
		boolean ran = listener.container().isRunning();
		return () -> {
			if (this.stopped) {
				return STOPPED;
			}
			if (!this.listeners.get().contains(listener)) {
				return "The " + listener + " was unregistered";
			}
			return (ran && !listener.container().isRunning()) ? "The " + listener + " was stopped" : null;
		};
	}

	@Override
	public DeadLetterReplay cancel(String id, String by) {
		Replay replay = this.history.underWay(id);
		replay.stop("cancelled by " + PlainText.of(by, LONGEST_NAME));
		return replay.describe();
	}

	@Override
	public List<DeadLetterReplay> recent() {
		return this.history.all().stream().map(Replay::describe).toList();
	}

	@Override
	public List<Map<String, @Nullable Object>> browse(String listener, String topic, int limit) {
		if (limit < 1 || limit > MOST_BROWSED) {
			throw new IllegalArgumentException("limit=" + limit + " is not allowed. It is 1 to " + MOST_BROWSED);
		}
		DeadLetterTopic letters = find(listener, topic);
		LastLetters last = new LastLetters(limit, new LetterDocument(letters, this.showValues)::of);
		boolean complete = read(letters, () -> new LetterReader(letters.listener())
			.read(this.offsets.last(letters, limit), Integer.MAX_VALUE, READ_TIME, last::add));
		if (!complete) {
			throw new IllegalStateException("The last records of '" + letters.name() + "' could not be read within "
					+ READ_TIME.toSeconds() + " s. Ask for fewer");
		}
		return last.documents();
	}

	private static boolean read(DeadLetterTopic topic, Supplier<Boolean> reading) {
		try {
			return reading.get();
		}
		catch (KafkaException ex) {
			throw new IllegalStateException(
					"The topic '" + topic.name() + "' could not be read: " + FailureText.exception(ex), ex);
		}
	}

	private DeadLetterTopic find(String id, String topic) {
		List<ListenerContainer> all = this.listeners.get();
		ListenerContainer listener = all.stream()
			.filter((each) -> each.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new NoSuchElementException("There is no listener '" + PlainText.of(id, LONGEST_NAME)
					+ "' here. There are " + all.stream().map(ListenerContainer::id).sorted().toList()));
		return DeadLetterTopic.of(listener, this.policies.apply(listener), topic)
			.orElseThrow(() -> new NoSuchElementException(
					"'" + PlainText.of(topic, LONGEST_NAME) + "' is neither a topic that " + listener
							+ " reads nor a dead-letter topic of one. It reads " + listener.topics()));
	}

	@Override
	public void start() {
		this.stopped = false;
	}

	@Override
	public void stop() {
		this.stopped = true;
		List<Replay> running = this.history.all().stream().filter(Replay::isRunning).toList();
		running.forEach((replay) -> replay.stop(STOPPED));
		long deadline = System.nanoTime() + STOP_TIME.toNanos();
		try {
			for (Replay replay : running) {
				replay.join(Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime())));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return !this.stopped;
	}

	@Override
	public int getPhase() {
		// Stopped before listeners of whatever phase.
		return Integer.MAX_VALUE;
	}

	@Override
	public void close() {
		stop();
		this.deadLetters.close();
	}

}
