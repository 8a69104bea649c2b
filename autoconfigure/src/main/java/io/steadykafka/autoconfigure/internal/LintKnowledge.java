package io.steadykafka.autoconfigure.internal;

import java.util.OptionalInt;

import io.steadykafka.autoconfigure.internal.properties.ListenerSettings;
import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.lint.internal.Lint;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.membership.internal.Membership;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Asks the other capabilities.
 *
 * @param membership knows the topics
 * @param handOvers hand records over, if that is not switched off
 * @param settings how they do
 */
public record LintKnowledge(Membership membership, ObjectProvider<RecordDelivery> handOvers,
		ListenerSettings settings) implements Lint.Knowledge {

	@Override
	public OptionalInt partitions(ListenerContainer listener) {
		// A look is worth it only where there may be too many members.
		return (listener.concurrency() > 1) ? this.membership.partitions(listener) : OptionalInt.empty();
	}

	@Override
	public boolean isHandedOverInPortions(ListenerContainer listener) {
		boolean idles = listener.container().getContainerProperties().getIdleBetweenPolls() > 0;
		return !idles && !this.settings.delivery(listener).redoWindow().isZero()
				&& this.handOvers.stream().anyMatch((present) -> present.obstacle(listener).isEmpty());
	}

}
