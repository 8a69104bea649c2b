package io.steadykafka.operations.internal.log;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.operations.internal.PartlyDoneException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Carries out operations, and logs, audits and counts how each ended. Safe for use by
 * several threads.
 */
public final class OperationLog {

	private static final Log logger = LogFactory.getLog(OperationLog.class);

	private static final int ID_LENGTH = 8;

	private final Supplier<List<OperationListener>> listeners;

	private final Containment containment;

	private final Map<Ending, LongAdder> counts = new ConcurrentHashMap<>();

	public OperationLog(Supplier<List<OperationListener>> listeners, Containment containment) {
		this.listeners = listeners;
		this.containment = containment;
	}

	/**
	 * Carries out an operation. What it throws is thrown on.
	 * @param answer makes the answer of the operation's id and its result
	 */
	public <T> T run(OperationCall call, Supplier<OperationResult> operation,
			BiFunction<String, OperationResult, T> answer) {
		String id = UUID.randomUUID().toString().substring(0, ID_LENGTH);
		OperationResult result;
		try {
			result = operation.get();
		}
		catch (PartlyDoneException ex) {
			ended(OperationEntry.notDone(id, call, OperationOutcome.FAILED, ex), null);
			throw ex;
		}
		catch (IllegalArgumentException | NoSuchElementException | IllegalStateException ex) {
			ended(OperationEntry.notDone(id, call, OperationOutcome.REFUSED, ex), null);
			throw ex;
		}
		catch (RuntimeException ex) {
			ended(OperationEntry.notDone(id, call, OperationOutcome.FAILED, ex), ex);
			throw ex;
		}
		String known = (result.id() != null) ? result.id() : id;
		ended(OperationEntry.ended(known, call, result), null);
		return answer.apply(known, result);
	}

	/**
	 * How often an operation ended so since the start.
	 */
	public long count(Operation operation, OperationOutcome outcome) {
		LongAdder count = this.counts.get(new Ending(operation, outcome));
		return (count != null) ? count.sum() : 0;
	}

	private void ended(OperationEntry entry, @Nullable RuntimeException unexpected) {
		if (unexpected != null) {
			logger.warn(entry, LoggedFailure.of(unexpected));
		}
		else {
			logger.info(entry);
		}
		this.counts.computeIfAbsent(new Ending(entry.call().operation(), entry.outcome()), (ending) -> new LongAdder())
			.increment();
		this.containment.run("audit of operations",
				() -> this.listeners.get().forEach((listener) -> listener.ended(entry)));
	}

	private record Ending(Operation operation, OperationOutcome outcome) {

	}

}
