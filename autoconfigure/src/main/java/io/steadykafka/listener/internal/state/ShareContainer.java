package io.steadykafka.listener.internal.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.springframework.kafka.event.ConsumerFailedToStartEvent;
import org.springframework.kafka.event.ConsumerStartingEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.KafkaEvent;
import org.springframework.kafka.listener.AbstractShareKafkaMessageListenerContainer;

/**
 * A listener that reads with a share group (KIP-932). The starter prepares nothing of it
 * and only follows its container: that one says that it runs, whatever became of its
 * consumers. Safe for use by several threads.
 */
public final class ShareContainer {

	private static final String REMEDY = "fix what the log names, then stop the listener and start it again: its "
			+ "container says that it runs";

	private final AbstractShareKafkaMessageListenerContainer<?, ?> container;

	private int started;

	private int ended;

	/**
	 * Why consumers ended since the container was started last.
	 */
	private final List<String> failures = new ArrayList<>();

	public ShareContainer(AbstractShareKafkaMessageListenerContainer<?, ?> container) {
		this.container = container;
	}

	/**
	 * The listener's id.
	 */
	private String id() {
		return this.container.getListenerId();
	}

	/**
	 * The share group.
	 * @return the group id, empty if there is none
	 */
	public String group() {
		return Objects.requireNonNullElse(this.container.getGroupId(), "");
	}

	public AbstractShareKafkaMessageListenerContainer<?, ?> container() {
		return this.container;
	}

	/**
	 * Follow the container's events, which don't tell which consumer they are about.
	 */
	public synchronized void follow(KafkaEvent event) {
		if (event instanceof ConsumerStartingEvent) {
			if (this.ended >= this.started) {
				this.started = 0;
				this.ended = 0;
				this.failures.clear();
			}
			this.started++;
		}
		else if (event instanceof ConsumerStoppedEvent stopped) {
			this.ended++;
			// A container that is stopped does not run while its consumers end.
			if (this.container.isRunning()) {
				this.failures.add((stopped.getReason() == ConsumerStoppedEvent.Reason.NORMAL)
						? "its thread was interrupted" : FollowedStates.describe(stopped.getReason()));
			}
		}
		else if (event instanceof ConsumerFailedToStartEvent) {
			this.failures.add(FollowedStates.NOT_STARTED);
		}
	}

	/**
	 * The state of the container at this moment.
	 */
	public synchronized ShareListener view() {
		return new ShareListener(id(), group(), ContainerState.decide(new ContainerSnapshot(this.container.isRunning(),
				false, this.container.isAutoStartup(), this.started, Math.max(1, this.started),
				List.copyOf(this.failures), List.of(), (this.failures.isEmpty()) ? List.of() : List.of(REMEDY))));
	}

	@Override
	public String toString() {
		return "share listener '" + id() + "'";
	}

}
