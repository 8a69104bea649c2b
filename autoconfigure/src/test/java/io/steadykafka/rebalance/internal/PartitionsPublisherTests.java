package io.steadykafka.rebalance.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.listener.internal.assignment.AssignmentChange.Kind;
import io.steadykafka.rebalance.PartitionsEvent;
import io.steadykafka.rebalance.PartitionsListener;
import io.steadykafka.rebalance.Rebalance;
import io.steadykafka.testing.Listeners;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PartitionsPublisher}.
 */
class PartitionsPublisherTests {

	private final ListenerContainer listener = Listeners.subscribed("listener", "group", Map.of());

	private final Containment containment = new Containment();

	private final List<PartitionsEvent> told = new ArrayList<>();

	private final List<Object> events = new ArrayList<>();

	@Test
	void eachStepIsToldAndPublished() {
		PartitionsPublisher publisher = publisher(new Told());
		publisher.changed(change(Kind.ASSIGNED));
		publisher.changed(change(Kind.REVOKED));
		publisher.committed(change(Kind.REVOKED));
		publisher.changed(change(Kind.LOST));
		assertThat(this.told).containsExactly(event(Rebalance.Kind.ASSIGNED, false),
				event(Rebalance.Kind.REVOKED, false), event(Rebalance.Kind.REVOKED, true),
				event(Rebalance.Kind.LOST, false));
		assertThat(this.events).hasSize(4).first().isEqualTo(event(Rebalance.Kind.ASSIGNED, false));
	}

	@Test
	void whatAListenerOrAnEventListenerThrowsHurtsNobody() {
		PartitionsPublisher publisher = new PartitionsPublisher(() -> List.of(new PartitionsListener() {

			@Override
			public void assigned(PartitionsEvent event) {
				throw new IllegalStateException("expected by the test");
			}

		}, new Told()), (event) -> {
			throw new IllegalStateException("expected by the test");
		}, this.containment);
		publisher.prepare();
		publisher.changed(change(Kind.ASSIGNED));
		assertThat(this.told).containsExactly(event(Rebalance.Kind.ASSIGNED, false));
		assertThat(this.containment.failures()).isEqualTo(2);
	}

	@Test
	void whoListensToNothingIsNotHurt() {
		PartitionsPublisher publisher = publisher(new PartitionsListener() {
		});
		publisher.changed(change(Kind.REVOKED));
		publisher.committed(change(Kind.REVOKED));
		assertThat(this.containment.failures()).isZero();
	}

	private PartitionsPublisher publisher(PartitionsListener told) {
		PartitionsPublisher publisher = new PartitionsPublisher(() -> List.of(told), this.events::add,
				this.containment);
		publisher.prepare();
		return publisher;
	}

	private static PartitionsEvent event(Rebalance.Kind kind, boolean committed) {
		return new PartitionsEvent("listener", "group", kind, Scenario.orders(3), committed);
	}

	private AssignmentChange change(Kind kind) {
		return new AssignmentChange(this.listener, kind, Scenario.orders(3), 1, false);
	}

	private final class Told implements PartitionsListener {

		@Override
		public void assigned(PartitionsEvent event) {
			PartitionsPublisherTests.this.told.add(event);
		}

		@Override
		public void revokedBeforeCommit(PartitionsEvent event) {
			PartitionsPublisherTests.this.told.add(event);
		}

		@Override
		public void revokedAfterCommit(PartitionsEvent event) {
			PartitionsPublisherTests.this.told.add(event);
		}

		@Override
		public void lost(PartitionsEvent event) {
			PartitionsPublisherTests.this.told.add(event);
		}

	}

}
