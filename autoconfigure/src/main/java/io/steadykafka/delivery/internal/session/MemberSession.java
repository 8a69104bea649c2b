package io.steadykafka.delivery.internal.session;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

import io.steadykafka.delivery.internal.dispatch.DeliveryMode;
import io.steadykafka.delivery.internal.dispatch.DeliveryWatch;
import io.steadykafka.delivery.internal.dispatch.PollLimits;
import io.steadykafka.delivery.internal.offsets.CommitResults;
import io.steadykafka.delivery.internal.offsets.InFlightRecords;
import io.steadykafka.delivery.internal.work.ListenerWork;
import io.steadykafka.delivery.internal.work.MemberSummary;
import io.steadykafka.delivery.internal.work.MemberWork;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * A member of a listener, from its start to its stop: what is bound to its thread.
 * Belongs to that thread but for the methods of {@link MemberWork}.
 */
public final class MemberSession implements MemberWork {

	/**
	 * The consumer of the consumer protocol waits out the time of a poll that found
	 * nothing, even if partitions were assigned meanwhile or what was fetched is of no
	 * use any more ({@code AsyncKafkaConsumer.pollForFetches}): with the 5 s of a
	 * container a partition would pause for 5 s after each rebalance.
	 */
	public static final Duration LONGEST_POLL_OF_CONSUMER_PROTOCOL = Duration.ofMillis(200);

	private static final Duration UNLIMITED = Duration.ofMillis(Long.MAX_VALUE);

	private final ListenerContainer listener;

	private final DeliveryOptions options;

	private final ListenerWork work;

	private final MemberHooks hooks;

	private final BooleanSupplier running;

	private final LongSupplier nanoTime;

	private final Duration longestPoll;

	private final MemberSummary summary = new MemberSummary();

	private final InFlightRecords inFlight;

	private final DeliveryMode mode;

	private final CommitResults commits;

	private @Nullable StopDeadline deadline;

	/**
	 * Create the session of a member that starts.
	 * @param modes makes the delivery mode
	 * @param running whether the member's container is running, and not about to stop
	 */
	public MemberSession(ListenerContainer listener, DeliveryOptions options, ListenerWork work, PollLimits limits,
			Function<DeliveryMode.Parts, DeliveryMode> modes, MemberHooks hooks, BooleanSupplier running,
			LongSupplier nanoTime) {
		this.listener = listener;
		this.options = options;
		this.work = work;
		this.hooks = hooks;
		this.running = running;
		this.nanoTime = nanoTime;
		this.longestPoll = (listener.speaksConsumerProtocol()) ? LONGEST_POLL_OF_CONSUMER_PROTOCOL : UNLIMITED;
		this.inFlight = new InFlightRecords(nanoTime);
		DeliveryWatch watch = new DeliveryWatch(listener, work, options.redoWindow(), options.slowRecord(),
				limits.maxInterval(), this::isStopping, nanoTime);
		this.mode = modes.apply(new DeliveryMode.Parts(watch, this.inFlight, work, this.summary));
		this.commits = new CommitResults(listener.toString(), work, this.summary, this.inFlight, limits.maxInterval(),
				nanoTime, watch::enough);
	}

	public ListenerContainer listener() {
		return this.listener;
	}

	public DeliveryMode mode() {
		return this.mode;
	}

	public MemberHooks hooks() {
		return this.hooks;
	}

	public MemberSummary summary() {
		return this.summary;
	}

	public CommitResults commits() {
		return this.commits;
	}

	public LongSupplier nanoTime() {
		return this.nanoTime;
	}

	/**
	 * The member starts on this thread.
	 */
	void start() {
		this.work.joined(this);
	}

	/**
	 * The member has ended.
	 */
	void end() {
		this.work.left(this);
		this.hooks.ended();
	}

	/**
	 * The member polls for the first time.
	 * @param container the member's own container
	 * @param consumer what hooks may seek and commit with
	 * @param close closes the consumer
	 */
	void begin(MessageListenerContainer container, Consumer<?, ?> consumer, Runnable close) {
		this.hooks.polling(this.listener, container, consumer);
		this.hooks.closer(close);
		if (this.hooks.retriesFailures()) {
			this.inFlight.keepFailures();
		}
	}

	/**
	 * How long a poll may wait for records.
	 * @param waiting the partitions that wait, and how much longer
	 * @return the time until something is to be delivered, or checked
	 */
	public Duration patience(Duration timeout, Map<TopicPartition, Duration> waiting) {
		Duration most = shorter(timeout, this.longestPoll);
		return (waiting.isEmpty()) ? most : shorter(Collections.min(waiting.values()), most);
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	/**
	 * Partitions are about to be revoked: wait for the work that is in flight.
	 */
	public void drain(Collection<TopicPartition> partitions) {
		// The rest is for the last commit.
		this.mode.drain(partitions, () -> untilDeadline(stopTimeout()).multipliedBy(3).dividedBy(4));
	}

	public Duration stopTimeout() {
		return this.options.stopTimeout();
	}

	/**
	 * After which time unchanged positions are committed again; zero for never.
	 */
	public Duration recommitInterval() {
		// Transactions commit through their producers.
		return (this.listener.speaksConsumerProtocol() && !this.listener.isTransactional())
				? this.options.recommitInterval() : Duration.ZERO;
	}

	/**
	 * What becomes of the membership when the container stops.
	 * @return the policy, {@code null} for a dynamic member
	 */
	public @Nullable LeavePolicy leavePolicy() {
		return (this.listener.isStaticMember()) ? this.options.leavePolicy() : null;
	}

	public boolean isStopping() {
		return !this.running.getAsBoolean();
	}

	/**
	 * How much of a time is left, if the container is about to stop.
	 */
	public Duration untilDeadline(Duration wanted) {
		if (!isStopping()) {
			return wanted;
		}
		if (this.deadline == null) {
			this.deadline = new StopDeadline(this.nanoTime, stopTimeout());
		}
		return this.deadline.atMost(wanted);
	}

	/**
	 * Whether there is time left, if the container is about to stop.
	 */
	public boolean hasTimeLeft() {
		return untilDeadline(stopTimeout()).compareTo(StopDeadline.SHORTEST) > 0;
	}

	@Override
	public int inFlightCount() {
		return this.inFlight.count();
	}

	@Override
	public Collection<TopicPartition> inFlightPartitions() {
		return this.inFlight.partitions();
	}

	@Override
	public long inFlightAge() {
		return this.inFlight.age();
	}

	@Override
	public Duration commitsFailFor() {
		return this.commits.failFor();
	}

	@Override
	public double pollBudgetUsed() {
		return this.mode.watch().pollBudgetUsed();
	}

}
