package io.steadykafka.operations.internal.allinstances;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import io.steadykafka.operations.ListenerControl;
import io.steadykafka.operations.internal.NotPausedException;
import io.steadykafka.operations.internal.PartlyDoneException;
import io.steadykafka.operations.internal.member.PauseLedger;
import io.steadykafka.operations.internal.member.PauseScope;
import io.steadykafka.operations.internal.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Controls the listeners of all instances.
 */
public final class SharedListenerControl implements ListenerControl {

	private static final String AGAIN = "Try again: instances that did it stay as they are";

	private static final String LATER = "Those that did not answer do it as soon as they read the topic again";

	private final ListenerControl local;

	private final OtherInstances others;

	private final PauseExchange pauses;

	private final Runnable reportSoon;

	private final Clock clock;

	/**
	 * Create a control.
	 * @param reportSoon has this instance report what changed, before the next command
	 */
	public SharedListenerControl(ListenerControl local, OtherInstances others, PauseExchange pauses,
			Runnable reportSoon, Clock clock) {
		this.local = local;
		this.others = others;
		this.pauses = pauses;
		this.reportSoon = reportSoon;
		this.clock = clock;
	}

	@Override
	public void pause(String listener, @Nullable String topic, @Nullable Integer partition, String by) {
		Here here = here(listener, () -> this.local.pause(listener, topic, partition, by));
		PauseLedger known = known(listener);
		// What is paused here may have been resumed on the others.
		known.pause(new PauseScope(topic, partition), by, this.clock.instant());
		share("pause", listener, here, known);
	}

	@Override
	public void resume(String listener, @Nullable String topic, @Nullable Integer partition, String by) {
		PauseScope scope = new PauseScope(topic, partition);
		known(listener).checkNotWider(scope);
		Here here = here(listener, () -> this.local.resume(listener, topic, partition, by));
		PauseLedger known = known(listener);
		// Others have pauses that this instance did not adopt.
		boolean elsewhere = !known.resume(scope, by, this.clock.instant()).isEmpty();
		if (!here.done && (!elsewhere || !here.isWithoutPause())) {
			throw (here.problem != null) ? here.problem
					: new NotPausedException("Nothing of that is paused on any instance");
		}
		share("resume", listener, (here.problem != null) ? Here.DONE : here, known);
	}

	/**
	 * All that is known of a listener's pauses, here and in other instances.
	 */
	private PauseLedger known(String listener) {
		PauseLedger known = new PauseLedger();
		known.merge(this.pauses.known(listener));
		known.merge(this.others.pauses(listener));
		return known;
	}

	private void share(String type, String listener, Here here, PauseLedger changes) {
		this.reportSoon.run();
		Collection<RemoteAnswer> there = there(PauseExchange.command(type, listener, changes.changes()), listener);
		all(here, there, (there.stream().anyMatch(RemoteAnswer::isMissing)) ? LATER : AGAIN);
	}

	@Override
	public boolean stop(String listener, String by) {
		boolean[] stopped = { true };
		Here here = here(listener, () -> stopped[0] = this.local.stop(listener, by));
		Collection<RemoteAnswer> there = there(command("stop", listener, by), listener);
		all(here, there, AGAIN);
		return stopped[0] && there.stream().allMatch((answer) -> Boolean.TRUE.equals(answer.body().get("stopped")));
	}

	@Override
	public void start(String listener, String by) {
		all(here(listener, () -> this.local.start(listener, by)), there(command("start", listener, by), listener),
				AGAIN);
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
			return Here.DONE;
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

	private static void all(Here here, Collection<RemoteAnswer> there, String hint) {
		List<String> done = new ArrayList<>();
		List<String> undone = new ArrayList<>();
		if (here.done) {
			done.add("this instance");
		}
		if (here.problem != null) {
			undone.add("This instance: " + here.problem.getMessage());
		}
		for (RemoteAnswer answer : there) {
			if (answer.isDone()) {
				done.add(answer.instance());
			}
			else {
				undone.add(answer.toString());
			}
		}
		if (undone.isEmpty()) {
			return;
		}
		if (here.problem != null && there.isEmpty()) {
			throw here.problem;
		}
		int asked = done.size() + undone.size();
		String problems = String.join("; ", undone);
		if (done.isEmpty() && there.stream().noneMatch(RemoteAnswer::isMissing)) {
			throw new IllegalStateException("None of " + asked + " instances did it. " + problems);
		}
		throw new PartlyDoneException("It was done by " + done.size() + " of " + asked + " instances"
				+ ((done.isEmpty()) ? "" : ", by " + PlainText.names(done)) + ". " + problems + ". " + hint);
	}

	/**
	 * What came of it here.
	 *
	 * @param problem why it was not done, {@code null} if there is no such listener here
	 */
	private record Here(boolean done, @Nullable IllegalStateException problem) {

		static final Here DONE = new Here(true, null);

		boolean isWithoutPause() {
			return this.problem == null || this.problem instanceof NotPausedException;
		}

	}

}
