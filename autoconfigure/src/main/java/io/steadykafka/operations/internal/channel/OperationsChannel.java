package io.steadykafka.operations.internal.channel;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.operations.internal.channel.Message.Answer;
import io.steadykafka.operations.internal.channel.Message.Command;
import io.steadykafka.operations.internal.channel.Message.Report;
import io.steadykafka.operations.internal.channel.Message.Reset;
import io.steadykafka.operations.internal.reset.ResetRecords;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Connects this instance with the others through a topic: publishes its report, keeps
 * theirs, sends commands and carries them out. Never blocks its callers, and works alone
 * while the topic can't be reached. Safe for use by several threads.
 */
public final class OperationsChannel implements CommandSender, AutoCloseable {

	private static final int WORKERS = 4;

	private static final int MOST_WAITING = 100;

	private final SentCommands sent = new SentCommands();

	private final ChannelOptions options;

	private final InstanceIdentity self;

	private final Supplier<Map<String, @Nullable Object>> report;

	private final Clock clock;

	private final Containment containment;

	private final InstanceReports reports;

	private final ResetRecords resets;

	private final Inbox inbox;

	private final ThreadPoolExecutor workers;

	private final ChannelOutage outage;

	private final MessageWriter writer;

	private final MessageReader reader;

	private final QueuedOnce publishing;

	private volatile boolean isClosed;

	/**
	 * Create a channel that does nothing yet.
	 * @param consumerConfig of a listener: its cluster has the topic
	 * @param report what this instance says of itself; must not wait for long
	 * @param commands carries out a command of another instance, on one of a few threads
	 * that may wait
	 * @param resets the resets that instances can undo
	 */
	public OperationsChannel(ChannelOptions options, Map<String, Object> consumerConfig, InstanceIdentity self,
			Supplier<Map<String, @Nullable Object>> report,
			Function<Map<String, @Nullable Object>, Map<String, @Nullable Object>> commands, ResetRecords resets,
			Clock clock, Containment containment) {
		this.options = options;
		this.self = self;
		this.report = report;
		this.clock = clock;
		this.containment = containment;
		this.reports = new InstanceReports(options.staleAfter(), clock);
		String clientId = "steady-kafka-instance-" + self.name().replaceAll("[^\\w.-]", "-");
		this.workers = workers(clientId + "-command");
		this.resets = resets;
		this.outage = new ChannelOutage(options.topic(), options.staleAfter(), clock);
		this.inbox = new Inbox(self,
				new ReceivedCommands(self.id(), options.acceptRemote(), commands, this.workers, this::answer, clock),
				this.sent, this.reports, resets, this.outage, this::reportSoon, clock, containment);
		this.writer = new MessageWriter(options.topic(), consumerConfig, clientId, this.outage);
		this.publishing = new QueuedOnce(this.writer.thread(), this::publish);
		this.reader = new MessageReader(new OperationsTopic(options.topic(), consumerConfig, clientId),
				new TopicPartition(options.topic(), 0), consumerConfig, clientId, this.outage, options.interval(),
				clock, this.inbox);
	}

	private static ThreadPoolExecutor workers(String name) {
		ThreadPoolExecutor workers = new ThreadPoolExecutor(WORKERS, WORKERS, 10, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(MOST_WAITING), (task) -> {
					Thread thread = new Thread(task, name);
					thread.setDaemon(true);
					return thread;
				});
		workers.allowCoreThreadTimeOut(true);
		return workers;
	}

	public void start() {
		Future<?> unused = this.writer.thread()
			.scheduleWithFixedDelay(this::publish, 0, this.options.interval().toMillis(), TimeUnit.MILLISECONDS);
		this.reader.start();
	}

	public InstanceIdentity self() {
		return this.self;
	}

	/**
	 * The last reports of the other instances, by id.
	 */
	public Map<String, RemoteReport> others() {
		return this.reports.all();
	}

	/**
	 * Has a listener told of each report of another instance, on a thread that must not
	 * wait.
	 * @return completes once it was told of those that were there before
	 */
	public CompletableFuture<@Nullable Void> onReport(Consumer<RemoteReport> listener) {
		return this.reports.onReport(listener);
	}

	/**
	 * Why this instance is alone, {@code null} if the topic works.
	 */
	public @Nullable String problem() {
		return this.outage.problem();
	}

	/**
	 * How many messages were not understood, too large, repeated, or one too many.
	 */
	public long passedOver() {
		return this.inbox.passedOver();
	}

	/**
	 * Reports out of turn, after something changed; once for all that changes meanwhile.
	 */
	public void reportSoon() {
		this.publishing.runSoon();
	}

	@Override
	public CompletableFuture<Map<String, Map<String, @Nullable Object>>> send(Map<String, @Nullable Object> command,
			Set<String> instances, Duration timeout) {
		if (this.isClosed) {
			return CompletableFuture.completedFuture(Map.of());
		}
		Command message = new Command(UUID.randomUUID().toString(), this.self.id(), instances,
				this.clock.instant().plus(timeout), command);
		byte[] value = MessageFormat.write(message);
		CompletableFuture<Map<String, Map<String, @Nullable Object>>> answers = this.sent.await(message.id(), instances,
				timeout);
		if (!instances.isEmpty()) {
			this.writer.thread().execute(() -> this.writer.write(MessageFormat.key(message), value));
		}
		return answers;
	}

	private void publish() {
		this.containment.run("instance report", () -> {
			this.outage.check();
			if (this.reader.isConnected()) {
				Report message = new Report(this.self, this.report.get());
				this.writer.write(MessageFormat.key(message), reportBytes(message));
				for (Map.Entry<String, Map<String, @Nullable Object>> due : this.resets.due().entrySet()) {
					publish(new Reset(due.getKey(), this.self.id(), due.getValue()));
				}
			}
		});
	}

	private void publish(Reset record) {
		byte[] value;
		try {
			value = MessageFormat.write(record);
		}
		catch (IllegalArgumentException ex) {
			this.resets.tooLarge(record.id());
			return;
		}
		this.writer.write(MessageFormat.key(record), value);
	}

	private byte[] reportBytes(Report message) {
		try {
			return MessageFormat.write(message);
		}
		catch (IllegalArgumentException ex) {
			return MessageFormat
				.write(new Report(this.self, Map.of("problem", "can't report: " + PlainText.message(ex.getMessage()))));
		}
	}

	private void answer(Answer answer) {
		byte[] value;
		try {
			value = MessageFormat.write(answer);
		}
		catch (RuntimeException ex) {
			value = MessageFormat.write(new Answer(answer.command(), answer.from(),
					ReceivedCommands.problem(500, "can't answer: " + ex.getMessage())));
		}
		byte[] written = value;
		this.writer.thread().execute(() -> this.writer.write(MessageFormat.key(answer), written));
	}

	/**
	 * Says goodbye, and ends. Waits a few seconds at most.
	 */
	@Override
	public void close() {
		boolean wasConnected = this.reader.isConnected();
		this.isClosed = true;
		this.reader.close();
		this.workers.shutdownNow();
		this.sent.close();
		this.writer.close(() -> {
			if (wasConnected) {
				this.writer.write(MessageFormat.reportKey(this.self.id()), null);
			}
		});
	}

}
