package io.steadykafka.watchdog.internal.member;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.steadykafka.listener.internal.session.SessionHooks;
import io.steadykafka.watchdog.internal.diagnosis.MemberKind;
import io.steadykafka.watchdog.internal.diagnosis.MemberSnapshot;
import io.steadykafka.watchdog.internal.diagnosis.PollFailure;
import io.steadykafka.watchdog.internal.diagnosis.ProgressSnapshot;
import io.steadykafka.watchdog.internal.diagnosis.ThrownPolls;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A member from its start to its end, as its polls show it. Written by its own thread,
 * read by the watchdog's.
 */
public final class PolledMember implements SessionHooks {

	private static final long NOTHING_IN_HAND = Long.MIN_VALUE;

	/**
	 * For how long a member is polled without being refused before the refusal is over:
	 * longer than the time between two heartbeats of Kafka's consumer.
	 */
	private static final long NO_LONGER_REFUSED = Duration.ofSeconds(6).toNanos();

	private final MemberKind kind;

	private final LongSupplier nanoTime;

	private final BrokerContact contact;

	private final Runnable onFailure;

	private final PositionQuestion question = new PositionQuestion();

	private final ThrownPolls thrownPolls = new ThrownPolls();

	private final RepeatedRecords repeated = new RepeatedRecords();

	private final Thread thread = Thread.currentThread();

	private final long startedAt;

	/**
	 * When a poll began or ended last.
	 */
	private volatile long lastSeen;

	private volatile long inHandSince = NOTHING_IN_HAND;

	/**
	 * How long the listener was at work with its earlier deliveries.
	 */
	private volatile long busy;

	private volatile boolean joined;

	private volatile @Nullable PollFailure failure;

	/**
	 * When the member was polled again after the last failure. For its own thread.
	 */
	private long polledSince;

	private boolean failedLast;

	private volatile boolean quiet;

	private volatile boolean ended;

	private volatile @Nullable Runnable closer;

	/**
	 * Create a member that polls for the first time.
	 * @param onFailure called on the member's thread when its consumer failed
	 */
	public PolledMember(MemberKind kind, Supplier<Map<MetricName, ? extends Metric>> metrics, Runnable onFailure,
			LongSupplier nanoTime) {
		this.kind = kind;
		this.onFailure = onFailure;
		this.nanoTime = nanoTime;
		this.startedAt = nanoTime.getAsLong();
		this.contact = new BrokerContact(metrics, this.startedAt);
		this.lastSeen = this.startedAt;
	}

	@Override
	public void began() {
		long now = this.nanoTime.getAsLong();
		long since = this.inHandSince;
		if (since != NOTHING_IN_HAND) {
			this.inHandSince = NOTHING_IN_HAND;
			long before = this.busy;
			this.busy = before + now - since;
		}
		if (this.failedLast) {
			this.failedLast = false;
			this.polledSince = now;
		}
		this.lastSeen = now;
	}

	@Override
	public void returned(ConsumerRecords<?, ?> delivered) {
		long now = this.nanoTime.getAsLong();
		PollFailure present = this.failure;
		if (present != null && present.passes() && now - this.polledSince >= NO_LONGER_REFUSED) {
			this.failure = null;
		}
		this.thrownPolls.returned();
		if (!delivered.isEmpty()) {
			this.question.delivered(delivered.partitions());
			this.repeated.returned(delivered, now);
			this.inHandSince = now;
		}
		this.lastSeen = now;
	}

	@Override
	public Set<TopicPartition> wanted() {
		return this.question.wanted();
	}

	@Override
	public void positions(Map<TopicPartition, Long> positions) {
		this.question.answer(positions);
	}

	public PositionQuestion question() {
		return this.question;
	}

	@Override
	public boolean threw(RuntimeException thrown) {
		long now = this.nanoTime.getAsLong();
		this.lastSeen = now;
		this.thrownPolls.threw(thrown, now);
		Optional<PollFailure> found = PollFailure.of(thrown, this.kind);
		if (found.isEmpty()) {
			return false;
		}
		this.failure = found.get();
		this.failedLast = true;
		this.quiet = found.get().quiets();
		this.onFailure.run();
		return this.quiet;
	}

	@Override
	public void assigned() {
		this.joined = true;
		this.failure = null;
		this.repeated.assigned();
	}

	@Override
	public void sought(Map<TopicPartition, OptionalLong> partitions) {
		this.repeated.sought(partitions.keySet());
	}

	@Override
	public boolean isQuiet() {
		return this.quiet;
	}

	/**
	 * Let the consumer poll once more: what it failed on may be over.
	 */
	void tryAgain() {
		this.quiet = false;
	}

	@Override
	public void closer(Runnable close) {
		this.closer = close;
	}

	/**
	 * Closes a consumer whose thread ended without that, which would keep its partitions
	 * for as long as a poll may take; empty if there is none.
	 */
	public Optional<Runnable> leftBehind() {
		return (this.thread.isAlive() || this.ended) ? Optional.empty() : Optional.ofNullable(this.closer);
	}

	@Override
	public void ended() {
		this.ended = true;
	}

	boolean hasFailed() {
		return this.failure != null;
	}

	boolean hasEnded() {
		return this.ended;
	}

	boolean hasJoined() {
		return this.joined || !this.kind.joins();
	}

	/**
	 * How long the listener has been at work so far, in nanoseconds.
	 */
	public long busyUntil(long now) {
		long since = this.inHandSince;
		return this.busy + ((since != NOTHING_IN_HAND) ? now - since : 0);
	}

	/**
	 * What can be seen of the member now. For the watchdog's thread.
	 * @param inFlight for how long the oldest record of the listener waits for its
	 * acknowledgement
	 * @param coordinator for how long the group's coordinator has answered others
	 */
	MemberSnapshot snapshot(Duration inFlight, Duration coordinator) {
		long since = this.inHandSince;
		long now = this.nanoTime.getAsLong();
		Duration heartbeat = (this.kind.joins()) ? this.contact.sinceHeartbeat() : Duration.ZERO;
		boolean hasJoined = hasJoined();
		if (!hasJoined || !heartbeat.isZero()) {
			this.contact.inspect(now);
		}
		// A member of the classic protocol sends none while it joins again, and what it
		// fails on for good ends its container.
		Duration joining = (this.kind.consumerProtocol()) ? Duration.ZERO : heartbeat;
		Duration outside = (hasJoined) ? joining : Duration.ofNanos(now - this.startedAt);
		Duration noHeartbeat = (this.kind.consumerProtocol()) ? heartbeat : Duration.ZERO;
		Duration inHand = (since != NOTHING_IN_HAND) ? Duration.ofNanos(now - since) : Duration.ZERO;
		return new MemberSnapshot(this.failure, outside, this.contact.silence(now), noHeartbeat, coordinator, inHand,
				inFlight);
	}

	/**
	 * What can be seen of the member's progress now. For the watchdog's thread.
	 * @param longest for how long the same record may be delivered
	 */
	public ProgressSnapshot progress(Supplier<Set<TopicPartition>> heldBack, Duration longest) {
		long seen = this.lastSeen;
		ThrownPolls.InARow polls = this.thrownPolls.inARow();
		boolean isBusy = this.inHandSince != NOTHING_IN_HAND;
		long now = this.nanoTime.getAsLong();
		Set<TopicPartition> repeating = new HashSet<>();
		this.repeated.all().forEach((partition, record) -> {
			if (now - record.since() > longest.toNanos()) {
				repeating.add(partition);
			}
		});
		if (!repeating.isEmpty()) {
			repeating.removeAll(heldBack.get());
		}
		return new ProgressSnapshot(this.thread.isAlive(), polls, (polls != null) ? polls.time(now) : Duration.ZERO,
				(isBusy || this.quiet) ? Duration.ZERO : Duration.ofNanos(Math.max(0, now - seen)), repeating);
	}

}
