package io.steadykafka.watchdog.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

import io.steadykafka.listener.internal.BackgroundThread;
import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.session.SessionHooks;
import io.steadykafka.listener.internal.session.SessionListener;
import io.steadykafka.watchdog.internal.diagnosis.MemberKind;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding;
import io.steadykafka.watchdog.internal.diagnosis.WatchState;
import io.steadykafka.watchdog.internal.member.PolledMember;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Finds members that look healthy and do not consume, and restarts those that a restart
 * can cure. Brokers are not asked: polls are reported, and samples of lag are taken by
 * others. Checks all listeners each second on one thread, and restarts members on
 * another. Safe for use by several threads.
 * <p>
 * Only members are restarted, one by one, never their container: a stop of that, before,
 * during or after a restart, remains a stop. A container without members of its own,
 * which the application made without concurrency, is not restarted, because a stop by the
 * application could not be told from one by the watchdog.
 */
public final class Watchdog implements ContainerPreparer, SessionListener, SmartLifecycle {

	private static final Log logger = LogFactory.getLog(Watchdog.class);

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	/**
	 * How long a stop of the application waits for a restart that is under way.
	 */
	private static final Duration LONGEST_RESTART = Duration.ofSeconds(10);

	private final Options options;

	private final WatchdogInputs inputs;

	private final LongSupplier nanoTime;

	private final Clock clock;

	private final Containment containment;

	private final Map<ListenerContainer, ListenerWatch> watches = new ConcurrentHashMap<>();

	/**
	 * The last restart of each listener that is known, perhaps at its end already.
	 */
	private final Map<ListenerWatch, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

	private final AtomicBoolean sampled = new AtomicBoolean();

	private volatile @Nullable MemberRestarts restarts;

	private volatile @Nullable ScheduledExecutorService checker;

	private volatile @Nullable ExecutorService restarter;

	private volatile boolean running;

	/**
	 * Create a watchdog that is not running.
	 * @param nanoTime the time source, as {@link System#nanoTime()}
	 * @param clock tells when something was found
	 */
	public Watchdog(Options options, WatchdogInputs inputs, LongSupplier nanoTime, Clock clock,
			Containment containment) {
		this.options = options;
		this.inputs = inputs;
		this.nanoTime = nanoTime;
		this.clock = clock;
		this.containment = containment;
	}

	@Override
	public void prepare(ListenerContainer listener) {
		if (this.restarts == null) {
			// Not when a member is restarted: the context may be closing then.
			this.restarts = new MemberRestarts(this.inputs.restartListeners().get(), this::isRunning, this.containment);
		}
		this.watches.put(listener, new ListenerWatch(listener, this.options, this.inputs, this.nanoTime, this.clock));
	}

	@Override
	public void forget(ListenerContainer listener) {
		ListenerWatch watch = this.watches.remove(listener);
		if (watch != null) {
			this.underWay.remove(watch);
		}
	}

	/**
	 * What is wrong with a listener now.
	 * @return the findings, one a state at most; empty if nothing is known to be wrong
	 */
	public List<WatchFinding> findings(ListenerContainer listener) {
		ListenerWatch watch = this.watches.get(listener);
		return (watch != null) ? watch.findings() : List.of();
	}

	/**
	 * How often members of a listener were restarted since the application started.
	 */
	public long restarts(ListenerContainer listener, WatchState state) {
		ListenerWatch watch = this.watches.get(listener);
		return (watch != null) ? watch.restarts(state) : 0;
	}

	@Override
	public SessionHooks polling(ListenerContainer listener, MessageListenerContainer member, Consumer<?, ?> consumer) {
		PolledMember polled = new PolledMember(MemberKind.of(listener, member, this.options.restart()),
				consumer::metrics, () -> checkSoon(listener), this.nanoTime);
		ListenerWatch watch = this.watches.get(listener);
		if (watch != null) {
			watch.polls(member, polled);
		}
		return polled;
	}

	/**
	 * There is a new sample of lag.
	 */
	public void sampled() {
		this.sampled.set(true);
	}

	private void checkSoon(ListenerContainer listener) {
		ScheduledExecutorService present = this.checker;
		ListenerWatch watch = this.watches.get(listener);
		if (present != null && watch != null) {
			present.execute(() -> check(watch, false));
		}
	}

	private void checkAll() {
		boolean newSample = this.sampled.getAndSet(false);
		this.watches.values().forEach((watch) -> check(watch, newSample));
	}

	private void check(ListenerWatch watch, boolean newSample) {
		this.containment.run("watchdog", () -> watch.check(newSample).ifPresent((restart) -> restart(watch, restart)));
	}

	private void restart(ListenerWatch watch, ListenerWatch.Restart restart) {
		MemberRestarts present = this.restarts;
		ExecutorService executor = this.restarter;
		if (present == null || executor == null) {
			watch.restarted(restart, "the watchdog is stopping");
			return;
		}
		this.underWay.put(watch, present.restart(restart, executor).whenComplete((nothing, failure) -> {
			if (failure != null && failure.getCause() instanceof MemberRestarts.NotYetException early) {
				watch.restarted(restart, String.valueOf(early.getMessage()));
				return;
			}
			if (failure != null) {
				logger.warn("Members of " + restart.listener() + " could not be started again", failure);
			}
			watch.restarted(restart, (failure != null) ? String.valueOf(failure) : "");
		}));
	}

	@Override
	public void start() {
		this.restarter = new BackgroundThread("steady-kafka-restart");
		ScheduledExecutorService made = new BackgroundThread("steady-kafka-watchdog").discarding();
		this.checker = made;
		this.running = true;
		Future<?> unused = made.scheduleWithFixedDelay(this::checkAll, INTERVAL.toMillis(), INTERVAL.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	@Override
	public void stop() {
		this.running = false;
		ScheduledExecutorService checking = this.checker;
		MemberRestarts present = this.restarts;
		if (checking != null) {
			checking.shutdownNow();
		}
		if (present != null) {
			present.awaitStart();
		}
		awaitRestarts();
		ExecutorService executor = this.restarter;
		if (executor != null) {
			executor.shutdown();
		}
	}

	private void awaitRestarts() {
		try {
			CompletableFuture.allOf(this.underWay.values().toArray(CompletableFuture<?>[]::new))
				.get(LONGEST_RESTART.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("A restart was under way when the watchdog stopped", ex);
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		// Stopped before containers of any phase: none is started again while the others
		// stop.
		return Integer.MAX_VALUE;
	}

	/**
	 * Options.
	 *
	 * @param restart whether members are restarted
	 * @param restartsPerHour how often those of one listener at most
	 * @param backOffInitial the pause after the first restart that did not help
	 * @param backOffMax the longest pause between two restarts
	 * @param hungWarningRatio share of {@code max.poll.interval.ms} after which a busy
	 * listener causes a warning
	 * @param joinTimeout how long a member may take to join its group; not less than a
	 * minute above its {@code max.poll.interval.ms}
	 * @param stuckAfter how long a partition with records may make no progress while
	 * others of its listener do; three times that if none does
	 */
	public record Options(boolean restart, int restartsPerHour, Duration backOffInitial, Duration backOffMax,
			double hungWarningRatio, Duration joinTimeout, Duration stuckAfter) {

	}

}
