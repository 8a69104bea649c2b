package io.steadykafka.rebalance.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.listener.internal.assignment.AssignmentChange.Kind;
import io.steadykafka.rebalance.PartitionsEvent;
import io.steadykafka.rebalance.PartitionsEvent.Step;
import io.steadykafka.rebalance.PartitionsListener;
import io.steadykafka.testing.Listeners;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PartitionsHook}.
 */
class PartitionsHookTests {

	private final ListenerContainer listener = Listeners.subscribed("listener", "group", Map.of());

	private final Containment containment = Containment.create();

	private final List<Step> told = new ArrayList<>();

	private final List<Object> events = new ArrayList<>();

	@Test
	void eachStepIsToldAndPublished() {
		PartitionsHook hook = hook(new Told());
		hook.tell(change(Kind.ASSIGNED));
		hook.tell(change(Kind.REVOKED));
		hook.tellAfterCommit(change(Kind.REVOKED));
		hook.tell(change(Kind.LOST));
		assertThat(this.told).containsExactly(Step.ASSIGNED, Step.REVOKED_BEFORE_COMMIT, Step.REVOKED_AFTER_COMMIT,
				Step.LOST);
		assertThat(this.events).hasSize(4)
			.first()
			.isEqualTo(new PartitionsEvent("listener", "group", Step.ASSIGNED, Scenario.orders(3)));
	}

	@Test
	void whatAListenerOrAnEventListenerThrowsHurtsNobody() {
		PartitionsHook hook = new PartitionsHook(() -> List.of(new PartitionsListener() {

			@Override
			public void assigned(PartitionsEvent event) {
				throw new IllegalStateException("expected by the test");
			}

		}, new Told()), (event) -> {
			throw new IllegalStateException("expected by the test");
		}, this.containment);
		hook.prepare();
		hook.tell(change(Kind.ASSIGNED));
		assertThat(this.told).containsExactly(Step.ASSIGNED);
		assertThat(this.containment.failures()).isEqualTo(2);
	}

	@Test
	void whoListensToNothingIsNotHurt() {
		PartitionsHook hook = hook(new PartitionsListener() {
		});
		hook.tell(change(Kind.REVOKED));
		hook.tellAfterCommit(change(Kind.REVOKED));
		assertThat(this.containment.failures()).isZero();
	}

	private PartitionsHook hook(PartitionsListener told) {
		PartitionsHook hook = new PartitionsHook(() -> List.of(told), this.events::add, this.containment);
		hook.prepare();
		return hook;
	}

	private AssignmentChange change(Kind kind) {
		return new AssignmentChange(this.listener, kind, Scenario.orders(3), 1, false);
	}

	private final class Told implements PartitionsListener {

		@Override
		public void assigned(PartitionsEvent event) {
			PartitionsHookTests.this.told.add(event.step());
		}

		@Override
		public void revokedBeforeCommit(PartitionsEvent event) {
			PartitionsHookTests.this.told.add(event.step());
		}

		@Override
		public void revokedAfterCommit(PartitionsEvent event) {
			PartitionsHookTests.this.told.add(event.step());
		}

		@Override
		public void lost(PartitionsEvent event) {
			PartitionsHookTests.this.told.add(event.step());
		}

	}

}
