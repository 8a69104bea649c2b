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
 * Follows the consumers of a listener that reads with a share group (KIP-932) by its
 * events: the container itself says that it runs even if all its consumers ended.
 * Thread-safe.
 */
final class ShareContainer {

	private static final String REMEDY = "fix the error in the log, then stop the listener and start it again: its "
			+ "container says that it runs";

	private final AbstractShareKafkaMessageListenerContainer<?, ?> container;

	private int started;

	private int ended;

	/**
	 * Why consumers ended since the container was started last.
	 */
	private final List<String> failures = new ArrayList<>();

	ShareContainer(AbstractShareKafkaMessageListenerContainer<?, ?> container) {
		this.container = container;
	}

	/**
	 * The events don't tell which consumer they are about.
	 */
	synchronized void follow(KafkaEvent event) {
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
						? "its thread was interrupted" : ContainerStates.describe(stopped.getReason()));
			}
		}
		else if (event instanceof ConsumerFailedToStartEvent) {
			this.failures.add(ContainerStates.NOT_STARTED);
		}
	}

	synchronized ShareListener view() {
		return new ShareListener(this.container.getListenerId(),
				Objects.requireNonNullElse(this.container.getGroupId(), ""),
				ContainerState
					.decide(new ContainerSnapshot(this.container.isRunning(), false, this.container.isAutoStartup(),
							this.started, Math.max(1, this.started), List.copyOf(this.failures), List.of(),
							(this.failures.isEmpty()) ? List.of() : List.of(REMEDY))));
	}

}
