package io.steadykafka.operations.internal.everywhere;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import io.steadykafka.operations.ListenerControl;
import io.steadykafka.operations.internal.NotPausedException;
import io.steadykafka.operations.internal.PartlyDoneException;
import org.jspecify.annotations.Nullable;

/**
 * Controls the listeners of all instances.
 */
public final class SharedListenerControl implements ListenerControl {

	private final ListenerControl local;

	private final OtherInstances others;

	public SharedListenerControl(ListenerControl local, OtherInstances others) {
		this.local = local;
		this.others = others;
	}

	@Override
	public void pause(String listener, @Nullable String topic, @Nullable Integer partition, String by) {
		Map<String, @Nullable Object> command = command("pause", listener, by);
		command.put("topic", topic);
		command.put("partition", partition);
		all(here(listener, () -> this.local.pause(listener, topic, partition, by)), there(command, listener));
	}

	@Override
	public void resume(String listener, @Nullable String topic, @Nullable Integer partition, String by) {
		Map<String, @Nullable Object> command = command("resume", listener, by);
		command.put("topic", topic);
		command.put("partition", partition);
		Here here = here(listener, () -> this.local.resume(listener, topic, partition, by));
		Collection<RemoteAnswer> there = there(command, listener);
		// Of several instances one may have been paused alone.
		boolean done = here.done || there.stream().anyMatch(RemoteAnswer::isDone);
		all((done) ? here.without(NotPausedException.class) : here,
				there.stream().filter((answer) -> !done || !answer.isNotPaused()).toList());
	}

	@Override
	public boolean stop(String listener, String by) {
		boolean[] stopped = { true };
		Here here = here(listener, () -> stopped[0] = this.local.stop(listener, by));
		Collection<RemoteAnswer> there = there(command("stop", listener, by), listener);
		all(here, there);
		return stopped[0] && there.stream().allMatch((answer) -> Boolean.TRUE.equals(answer.body().get("stopped")));
	}

	@Override
	public void start(String listener, String by) {
		all(here(listener, () -> this.local.start(listener, by)), there(command("start", listener, by), listener));
	}

	private static Map<String, @Nullable Object> command(String type, String listener, String by) {
		Map<String, @Nullable Object> command = new LinkedHashMap<>();
		command.put("type", type);
		command.put("listener", listener);
		command.put("by", by);
		return command;
	}

	/**
	 * First here, where a wrong argument is found before anything changes.
	 */
	private Here here(String listener, Runnable action) {
		try {
			action.run();
			return new Here(true, null);
		}
		catch (NoSuchElementException ex) {
			if (this.others.with(listener).isEmpty()) {
				throw ex;
			}
			return new Here(false, null);
		}
		catch (IllegalStateException ex) {
			return new Here(false, ex);
		}
	}

	private Collection<RemoteAnswer> there(Map<String, @Nullable Object> command, String listener) {
		return this.others.call(command, this.others.with(listener)).values();
	}

	private static void all(Here here, Collection<RemoteAnswer> there) {
		List<String> undone = there.stream().filter((answer) -> !answer.isDone()).map(RemoteAnswer::toString).toList();
		if (undone.isEmpty() && here.problem == null) {
			return;
		}
		long done = there.stream().filter(RemoteAnswer::isDone).count() + ((here.done) ? 1 : 0);
		if (done == 0 && here.problem != null) {
			throw here.problem;
		}
		throw new PartlyDoneException("It was done by " + done + " of " + (there.size() + 1) + " instances. "
				+ ((here.problem != null) ? "This instance: " + here.problem.getMessage() + ". " : "")
				+ String.join("; ", undone) + ". Try again: instances that did it stay as they are");
	}

	private record Here(boolean done, @Nullable IllegalStateException problem) {

		Here without(Class<? extends IllegalStateException> type) {
			return type.isInstance(this.problem) ? new Here(this.done, null) : this;
		}

	}

}
