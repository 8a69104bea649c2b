package io.steadykafka.operations.internal.allinstances;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.operations.internal.channel.RemoteReport;
import io.steadykafka.operations.internal.member.ListenerPauses;
import io.steadykafka.operations.internal.member.PauseChange;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Adopts pauses and resumes of other instances, so that all have the same. Each reports
 * what it knows: one that starts later, or was away, learns of it nevertheless.
 */
public final class PauseExchange {

	private static final Log logger = LogFactory.getLog(PauseExchange.class);

	private final ListenerContainers listeners;

	private final ListenerPauses pauses;

	private final Function<ListenerContainer, Optional<String>> obstacle;

	private final Consumer<ListenerContainer> wake;

	private final boolean accepts;

	/**
	 * Create an exchange.
	 * @param obstacle why the starter does not deliver a listener's records, empty if it
	 * does
	 * @param wake ends the polls of a listener's members, without waiting for that
	 * @param accepts whether this instance does what others ask for
	 */
	public PauseExchange(ListenerContainers listeners, ListenerPauses pauses,
			Function<ListenerContainer, Optional<String>> obstacle, Consumer<ListenerContainer> wake, boolean accepts) {
		this.listeners = listeners;
		this.pauses = pauses;
		this.obstacle = obstacle;
		this.wake = wake;
		this.accepts = accepts;
	}

	/**
	 * The reports of the others are being read, and nothing should be delivered before.
	 */
	void begin() {
		this.pauses.learning(this.accepts);
	}

	void begun() {
		this.pauses.learning(false);
	}

	/**
	 * Takes what another instance reports.
	 */
	void received(RemoteReport report) {
		this.listeners.all().forEach((listener) -> {
			List<PauseChange> changes = reported(report, listener.id());
			if (!this.accepts) {
				this.pauses.outdate(listener, changes);
			}
			else if (this.obstacle.apply(listener).isEmpty()) {
				adopt(listener, changes, "instance '" + report.name() + "' reports");
			}
		});
	}

	/**
	 * Takes what another instance asks for.
	 * @throws IllegalArgumentException if that can't be read
	 * @throws NoSuchElementException if there is no such listener here
	 * @throws IllegalStateException if it can't be paused here
	 */
	void asked(String id, @Nullable Object changes) {
		ListenerContainer listener = find(id)
			.orElseThrow(() -> new NoSuchElementException("There is no listener '" + PlainText.name(id) + "' here"));
		this.obstacle.apply(listener).ifPresent((reason) -> {
			throw new IllegalStateException("The delivery to " + listener + " can't be paused: " + reason);
		});
		List<PauseChange> asked = PauseDocument.readAll(changes);
		adopt(listener, asked, "another instance asks for");
		if (!this.pauses.knows(listener, asked)) {
			throw new IllegalStateException("The " + listener + " has too many pauses here, "
					+ this.pauses.of(listener).size()
					+ ", or is too far behind in versions of pauses. Resume it, then pause a topic or all of it");
		}
	}

	private void adopt(ListenerContainer listener, List<PauseChange> changes, String source) {
		List<PauseChange> adopted = this.pauses.adopt(listener, changes);
		if (!adopted.isEmpty()) {
			adopted.forEach((change) -> logger
				.info(StringUtils.capitalize(listener.toString()) + ": " + change + ", as " + source));
			this.wake.accept(listener);
		}
	}

	/**
	 * What this instance knows of a listener's pauses, for the others.
	 */
	List<PauseChange> known(String id) {
		return find(id).map(this.pauses::changes).orElse(List.of());
	}

	static List<PauseChange> reported(RemoteReport report, String listener) {
		return (report.body().get(ListenerReport.LISTENERS) instanceof Map<?, ?> all
				&& all.get(listener) instanceof Map<?, ?> described)
						? PauseDocument.read(described.get(PauseDocument.FIELD)) : List.of();
	}

	static Map<String, @Nullable Object> command(String type, String listener, List<PauseChange> changes) {
		Map<String, @Nullable Object> command = new LinkedHashMap<>();
		command.put("type", type);
		command.put("listener", listener);
		command.put(PauseDocument.FIELD, PauseDocument.of(changes));
		return command;
	}

	private Optional<ListenerContainer> find(String id) {
		return this.listeners.all().stream().filter((listener) -> listener.id().equals(id)).findFirst();
	}

}
