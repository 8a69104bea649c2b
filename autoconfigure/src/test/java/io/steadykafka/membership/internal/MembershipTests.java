package io.steadykafka.membership.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.steadykafka.listener.Setting;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.BrokerProcess;
import io.steadykafka.testing.Listeners;
import io.steadykafka.testing.OtherMember;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a restart of a member changes, with a broker that goes away.
 */
class MembershipTests {

	private static final String COOPERATIVE = CooperativeStickyAssignor.class.getName();

	private final List<String> changes = new ArrayList<>();

	@Test
	void aBrokerThatIsAwayChangesNobodysProtocolAndARefusalDoes() {
		try (BrokerProcess broker = new BrokerProcess()) {
			broker.start();
			Membership membership = membership();
			ListenerContainer listener = Listeners.subscribed("orders", "group",
					Map.of("bootstrap.servers", broker.servers()));
			membership.prepare(listener);
			membership.prepared();
			assertThat(listener.setting("group.protocol")).contains("consumer");
			broker.stop();
			membership.beforeRestart(listener, null);
			assertThat(listener.setting("group.protocol")).contains("consumer");
			assertThat(this.changes).isEmpty();
			membership.beforeRestart(listener, new UnsupportedVersionException("not here"));
			assertThat(listener.setting("group.protocol")).isEmpty();
			assertThat(listener.setting("partition.assignment.strategy")).contains(COOPERATIVE);
			membership.beforeRestart(listener, new InconsistentGroupProtocolException("range"));
			assertThat(listener.setting("partition.assignment.strategy"))
				.contains(RangeAssignor.class.getName() + "," + COOPERATIVE);
			assertThat(this.changes).hasSize(2);
		}
	}

	@Test
	void whatItDidNotSetStays() {
		Membership membership = membership();
		ListenerContainer listener = Listeners.subscribed("orders", "group",
				Map.of("partition.assignment.strategy", "mine", "max.poll.records", 7));
		membership.prepare(listener);
		membership.beforeRestart(listener, new InconsistentGroupProtocolException("range"));
		assertThat(listener.setting("partition.assignment.strategy")).contains("mine");
		assertThat(listener.setting("max.poll.records")).contains("7");
		membership.forget(listener);
		membership.beforeRestart(listener, new InconsistentGroupProtocolException("range"));
		assertThat(membership.refusal()).isEmpty();
	}

	@Test
	void whoKeptAMemberFromJoiningIsToldUntilItJoins() {
		Broker broker = Broker.shared();
		broker.createTopic("kept-out", 1);
		ListenerContainer listener = Listeners.subscribed("orders", "kept-out",
				Map.of("bootstrap.servers", broker.servers()));
		Membership membership = membership(Protocol.CONSUMER);
		try (OtherMember other = OtherMember.join(broker, "kept-out", Map.of())) {
			Awaitility.await().until(() -> other.owned().size() == 1);
			membership.prepare(listener);
			membership.beforeRestart(listener, new GroupIdNotFoundException("can't convert"));
			assertThat(membership.remark(listener)).get(InstanceOfAssertFactories.STRING)
				.contains("speak the classic protocol");
			membership.onChange(new AssignmentChange(listener, AssignmentChange.Kind.ASSIGNED, Set.of(), 1, false));
			assertThat(membership.remark(listener)).isEmpty();
		}
	}

	private Membership membership() {
		return membership(Protocol.AUTO);
	}

	private Membership membership(Protocol protocol) {
		Membership.Options options = new Membership.Options(true, protocol, List.of(COOPERATIVE),
				Duration.ofMillis(300), Optional.empty(), Duration.ofSeconds(3), (listener) -> true, Optional.empty());
		return new Membership(options, new ListenerContainers(List::of, (container) -> false, new Containment()),
				this::changed);
	}

	private void changed(ListenerContainer listener, List<Setting> before, List<Setting> now) {
		this.changes.add(listener.id() + before.size() + now.size());
	}

}
