package io.steadykafka.operations.internal.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

import io.steadykafka.operations.internal.channel.Message.Answer;
import io.steadykafka.operations.internal.channel.Message.Command;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Commands of other instances: each is carried out once, if there is still somebody who
 * waits for it, and answered. An answer with a {@code problem} has a {@code status}
 * beside it, of HTTP.
 */
final class ReceivedCommands {

	private static final Log logger = LogFactory.getLog(OperationsChannel.class);

	/**
	 * By how much the clocks of two instances may differ.
	 */
	private static final Duration TOLERANCE = Duration.ofSeconds(30);

	/**
	 * How far ahead a deadline may lie: a command is remembered until it has passed.
	 */
	private static final Duration LONGEST = Duration.ofMinutes(10);

	private static final int MOST = 1_000;

	private final Map<String, Instant> seen = new HashMap<>();

	private final String self;

	private final boolean accepts;

	private final Function<Map<String, @Nullable Object>, Map<String, @Nullable Object>> commands;

	private final Executor workers;

	private final Consumer<Answer> answers;

	private final Clock clock;

	ReceivedCommands(String self, boolean accepts,
			Function<Map<String, @Nullable Object>, Map<String, @Nullable Object>> commands, Executor workers,
			Consumer<Answer> answers, Clock clock) {
		this.self = self;
		this.accepts = accepts;
		this.commands = commands;
		this.workers = workers;
		this.answers = answers;
		this.clock = clock;
	}

	/**
	 * For use by one thread.
	 * @return whether the command is new, or for others
	 */
	boolean received(Command command) {
		if (!command.targets().contains(this.self)) {
			return true;
		}
		Instant now = this.clock.instant();
		this.seen.values().removeIf(now::isAfter);
		if (this.seen.containsKey(command.id())) {
			return false;
		}
		String refusal = refusal(command, now);
		if (refusal != null) {
			answer(command, problem(409, refusal));
			return true;
		}
		this.seen.put(command.id(), command.deadline().plus(TOLERANCE));
		start(command);
		return true;
	}

	private @Nullable String refusal(Command command, Instant now) {
		if (!this.accepts) {
			return "does not accept remote operations";
		}
		if (now.isAfter(command.deadline().plus(TOLERANCE))) {
			return "received it " + Duration.between(command.deadline(), now).toSeconds()
					+ " s after its deadline and did nothing. Compare the clocks of the hosts";
		}
		if (command.deadline().isAfter(now.plus(LONGEST))) {
			return "does nothing that may take more than " + LONGEST.toMinutes() + " minutes";
		}
		return (this.seen.size() >= MOST) ? "has " + MOST + " commands to carry out" : null;
	}

	private void start(Command command) {
		try {
			this.workers.execute(() -> answer(command, result(command)));
		}
		catch (RejectedExecutionException ex) {
			answer(command, problem(409, "is busy with other commands, or stops"));
		}
	}

	private Map<String, @Nullable Object> result(Command command) {
		try {
			return this.commands.apply(command.body());
		}
		catch (IllegalArgumentException ex) {
			return problem(400, ex.getMessage());
		}
		catch (NoSuchElementException ex) {
			return problem(404, ex.getMessage());
		}
		catch (IllegalStateException ex) {
			return problem(409, ex.getMessage());
		}
		catch (RuntimeException | Error ex) {
			logger.warn("A command of instance " + command.from() + " failed", ex);
			return problem(500, ex);
		}
	}

	private void answer(Command command, Map<String, @Nullable Object> body) {
		this.answers.accept(new Answer(command.id(), this.self, body));
	}

	static Map<String, @Nullable Object> problem(int status, @Nullable Object text) {
		Map<String, @Nullable Object> problem = new HashMap<>();
		problem.put("problem", PlainText.message(text));
		problem.put("status", status);
		return problem;
	}

}
