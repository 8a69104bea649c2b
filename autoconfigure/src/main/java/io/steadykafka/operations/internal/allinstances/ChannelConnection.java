package io.steadykafka.operations.internal.allinstances;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.listener.internal.assignment.AssignmentListener;
import io.steadykafka.operations.internal.channel.ChannelOptions;
import io.steadykafka.operations.internal.channel.CommandSender;
import io.steadykafka.operations.internal.channel.InstanceIdentity;
import io.steadykafka.operations.internal.channel.OperationsChannel;
import io.steadykafka.operations.internal.channel.RemoteReport;
import io.steadykafka.operations.internal.reset.ResetHistory;
import io.steadykafka.operations.internal.reset.ResetRecords;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the other instances, through the cluster of the first listener. There
 * is none before a listener is prepared. Safe for use by several threads.
 */
public final class ChannelConnection implements CommandSender, ContainerPreparer, AssignmentListener, AutoCloseable {

	/**
	 * For how long members deliver nothing at first, so that they have the pauses of
	 * other instances.
	 */
	private static final Duration CATCH_UP = Duration.ofSeconds(5);

	private final ChannelOptions options;

	private final Supplier<Map<String, @Nullable Object>> report;

	private final RemoteCommands commands;

	private final PauseExchange pauses;

	private final Containment containment;

	private final Duration catchUp;

	private final Predicate<String> groups;

	private final OtherInstances view;

	private final ResetHistory resets = new ResetHistory(this::reportSoon);

	private volatile @Nullable OperationsChannel channel;

	/**
	 * Create a connection that is not made yet.
	 * @param report what this instance says of itself
	 * @param commands carries out what others ask for
	 * @param groups whether a listener of this instance is in a group
	 * @param timeout how long to wait for answers
	 */
	public ChannelConnection(ChannelOptions options, Supplier<Map<String, @Nullable Object>> report,
			RemoteCommands commands, Predicate<String> groups, PauseExchange pauses, Duration timeout,
			Containment containment) {
		this(options, report, commands, groups, pauses, timeout, containment, CATCH_UP);
	}

	ChannelConnection(ChannelOptions options, Supplier<Map<String, @Nullable Object>> report, RemoteCommands commands,
			Predicate<String> groups, PauseExchange pauses, Duration timeout, Containment containment,
			Duration catchUp) {
		this.options = options;
		this.report = report;
		this.commands = commands;
		this.groups = groups;
		this.pauses = pauses;
		this.containment = containment;
		this.catchUp = catchUp;
		this.view = new OtherInstances(this::others, this, timeout);
	}

	@Override
	public synchronized void prepare(ListenerContainer listener) {
		if (this.channel == null) {
			InstanceIdentity self = InstanceIdentity.here(ManagementFactory.getRuntimeMXBean().getName());
			Clock clock = Clock.systemUTC();
			OperationsChannel made = new OperationsChannel(this.options, listener.consumerConfig(), self, this.report,
					this.commands, new ResetRecords(this.resets, this.groups, self.id(), clock), clock,
					this.containment);
			CompletableFuture<@Nullable Void> caughtUp = made.onReport(this.pauses::received);
			this.pauses.begin();
			CompletableFuture<?> unused = caughtUp
				.completeOnTimeout(null, this.catchUp.toMillis(), TimeUnit.MILLISECONDS)
				.thenRun(this.pauses::begun);
			made.start();
			this.channel = made;
		}
		else {
			others().values().forEach(this.pauses::received);
		}
	}

	@Override
	public void onChange(AssignmentChange change) {
		reportSoon();
	}

	/**
	 * Reports out of turn, after something changed and before the next command.
	 */
	public void reportSoon() {
		OperationsChannel present = this.channel;
		if (present != null) {
			present.reportSoon();
		}
	}

	/**
	 * The last reports of the other instances, by id.
	 */
	public Map<String, RemoteReport> others() {
		OperationsChannel present = this.channel;
		return (present != null) ? present.others() : Map.of();
	}

	/**
	 * The last resets of all instances.
	 */
	public ResetHistory resets() {
		return this.resets;
	}

	public OtherInstances view() {
		return this.view;
	}

	/**
	 * Which instances operations and descriptions are of, for people.
	 */
	public String scope() {
		OperationsChannel present = this.channel;
		String problem = (present != null) ? present.problem() : "not connected yet";
		if (problem != null) {
			return "this instance only: " + problem;
		}
		long others = others().values().stream().filter((report) -> !report.stale()).count();
		return "all instances: this one and " + others + " more";
	}

	@Override
	public CompletableFuture<Map<String, Map<String, @Nullable Object>>> send(Map<String, @Nullable Object> command,
			Set<String> instances, Duration timeout) {
		OperationsChannel present = this.channel;
		return (present != null) ? present.send(command, instances, timeout)
				: CompletableFuture.completedFuture(Map.of());
	}

	@Override
	public synchronized void close() {
		OperationsChannel present = this.channel;
		if (present != null) {
			present.close();
		}
		this.commands.close();
	}

}
