package io.steadykafka.watchdog.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.session.SessionHooks;
import io.steadykafka.watchdog.internal.member.MemberKind;
import io.steadykafka.watchdog.internal.member.MemberRestarts;
import io.steadykafka.watchdog.internal.member.PolledMember;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Looks at all listeners each second, on a thread of its own, and restarts on another
 * one.
 */
final class ScheduledWatchdog implements Watchdog {

	private static final Log logger = LogFactory.getLog(Watchdog.class);

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	/**
	 * How long a restart that is under way is waited for when the application stops.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final Options options;

	private final Surroundings surroundings;

	private final LongSupplier nanoTime;

	private final Clock clock;

	private final Containment containment;

	private final Map<ListenerContainer, ListenerWatch> watches = new ConcurrentHashMap<>();

	/**
	 * The last restart of each listener that is looked after, perhaps at its end already.
	 */
	private final Map<ListenerWatch, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

	private final AtomicBoolean sampled = new AtomicBoolean();

	private volatile @Nullable MemberRestarts restarts;

	private volatile @Nullable ScheduledExecutorService scheduler;

	private volatile @Nullable ExecutorService restarter;

	private volatile @Nullable Future<?> checks;

	private volatile boolean running;

	ScheduledWatchdog(Options options, Surroundings surroundings, LongSupplier nanoTime, Clock clock,
			Containment containment) {
		this.options = options;
		this.surroundings = surroundings;
		this.nanoTime = nanoTime;
		this.clock = clock;
		this.containment = containment;
	}

	@Override
	public void prepare(ListenerContainer listener) {
		if (this.restarts == null) {
			// Not when a member is restarted: the context may be closing then.
			this.restarts = new MemberRestarts(this.surroundings.restartListeners().get(), this::isRunning,
					this.containment);
		}
		this.watches.put(listener,
				new ListenerWatch(listener, this.options, this.surroundings, this.nanoTime, this.clock));
	}

	@Override
	public void forget(ListenerContainer listener) {
		ListenerWatch watch = this.watches.remove(listener);
		if (watch != null) {
			this.underWay.remove(watch);
		}
	}

	@Override
	public List<WatchFinding> findings(ListenerContainer listener) {
		ListenerWatch watch = this.watches.get(listener);
		return (watch != null) ? watch.findings() : List.of();
	}

	@Override
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

	@Override
	public void sampled() {
		this.sampled.set(true);
	}

	private void checkSoon(ListenerContainer listener) {
		ScheduledExecutorService present = this.scheduler;
		ListenerWatch watch = this.watches.get(listener);
		if (present == null || watch == null) {
			return;
		}
		try {
			present.execute(() -> check(watch, false));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The watchdog is stopping", ex);
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
		ThreadFactory threads = daemons("steady-kafka-watchdog-");
		this.restarter = Executors.newSingleThreadExecutor(daemons("steady-kafka-restart-"));
		ScheduledExecutorService made = Executors.newSingleThreadScheduledExecutor(threads);
		this.scheduler = made;
		this.running = true;
		this.checks = made.scheduleWithFixedDelay(this::checkAll, INTERVAL.toMillis(), INTERVAL.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	private static ThreadFactory daemons(String prefix) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory(prefix);
		threads.setDaemon(true);
		return threads;
	}

	@Override
	public void stop() {
		this.running = false;
		ScheduledExecutorService looking = this.scheduler;
		Future<?> regular = this.checks;
		MemberRestarts present = this.restarts;
		if (looking != null && regular != null) {
			regular.cancel(false);
			looking.shutdownNow();
		}
		if (present != null) {
			present.awaitStart();
		}
		awaitStops();
		ExecutorService executor = this.restarter;
		if (executor != null) {
			executor.shutdown();
		}
	}

	private void awaitStops() {
		try {
			CompletableFuture.allOf(this.underWay.values().toArray(CompletableFuture<?>[]::new))
				.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
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
		// Stopped before containers of whatever phase: none is started again while the
		// others stop.
		return Integer.MAX_VALUE;
	}

}
