package io.steadykafka.operations.internal.reset;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.ResetRequest;
import io.steadykafka.operations.ResetRequest.Target;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.OtherMember;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for what {@link DefaultOffsetResets} refuses, with a real broker.
 */
class ResetRefusalTests {

	@ParameterizedTest
	@ValueSource(strings = { "classic", "consumer" })
	void aMemberThatCanNotBeReachedIsNamedAndNothingChanges(String protocol) {
		String name = "refused-foreign-" + protocol;
		try (TestGroup group = new TestGroup(name, 6, 6);
				OtherMember member = OtherMember.join(Broker.shared(), name,
						Map.of("client.id", "foreign", "group.protocol", protocol))) {
			Awaitility.await().until(() -> group.committed().equals(Map.of(0, 6L, 1, 6L)));
			OffsetReset preview = group.resets.preview(group.request(Target.TO_EARLIEST, null));
			assertThat(TestGroup.of(preview, 0).owner()).startsWith("foreign at /127.0.0.1");
			assertThat(TestGroup.of(preview, 0).note()).startsWith("It can't be reset now: it is owned by foreign at");
			assertThatIllegalStateException()
				.isThrownBy(() -> group.resets.execute(group.request(Target.TO_EARLIEST, null)))
				.withMessageStartingWith("Nothing was reset in group '" + name + "'. " + name
						+ "-0: it is owned by foreign at /127.0.0.1, which can't be reached; " + name + "-1: it is ");
			assertThat(member.owned()).hasSize(2);
			assertThat(group.committed()).containsExactly(Map.entry(0, 6L), Map.entry(1, 6L));
		}
	}

	@Test
	void oneForeignMemberKeepsAllFromBeingReset() {
		try (TestGroup group = new TestGroup("refused-mixed", 6, 6).own(0);
				OtherMember member = OtherMember.join(Broker.shared(), "refused-mixed", Map.of())) {
			assertThatIllegalStateException()
				.isThrownBy(() -> group.resets.execute(group.request(Target.TO_EARLIEST, null)))
				.withMessageContaining("refused-mixed-1: it is owned by");
			assertThat(group.members.calls).isEmpty();
			assertThat(member.owned()).hasSize(2);
		}
	}

	@Test
	void aTopicThatNobodyReadsCanNotBeResetWhileTheGroupHasMembers() {
		try (TestGroup group = new TestGroup("refused-unread", 6);
				TestGroup other = new TestGroup("refused-unread-topic", 6);
				OtherMember member = OtherMember.join(Broker.shared(), "refused-unread", Map.of())) {
			ResetRequest request = new ResetRequest(group.name, other.name, Set.of(), Target.TO_LATEST, null, false,
					"test");
			assertThat(group.resets.preview(request).partitions().get(0).note())
				.isEqualTo("It can't be reset now: no member owns it, and while the group has members only an owner "
						+ "can move it");
			assertThatIllegalStateException().isThrownBy(() -> group.resets.execute(request))
				.withMessageContaining("refused-unread-topic-0: no member owns it");
			assertThat(member.owned()).hasSize(1);
		}
	}

	@Test
	void aMemberThatJoinsMeanwhileIsNotResetByAdmin() {
		try (TestGroup group = new TestGroup("refused-joined", 6).commit(0, 2);
				OtherMember member = OtherMember.join(Broker.shared(), "refused-joined", Map.of())) {
			Awaitility.await().until(() -> group.committed().equals(Map.of(0, 6L)));
			assertThatIllegalStateException().isThrownBy(() -> group.executeAsEmpty(Target.TO_EARLIEST))
				.withMessage("Nothing was reset in group 'refused-joined': a member joined the group meanwhile, so "
						+ "try again");
			assertThat(member.owned()).hasSize(1);
			assertThat(group.committed()).containsExactly(Map.entry(0, 6L));
		}
	}

	@Test
	void whatIsNotThereIsSaid() {
		try (TestGroup group = new TestGroup("refused-unknown", 2).commit(0, 1)) {
			assertThatExceptionOfType(NoSuchElementException.class)
				.isThrownBy(() -> group.resets.preview(
						new ResetRequest("refused-<b>\n../", null, Set.of(), Target.TO_LATEST, null, false, "test")))
				.withMessage("There is no group 'refused-<b>?../' on the brokers that the listeners of this "
						+ "application read from. Groups of theirs are [refused-unknown]");
			for (String topic : new String[] { "no-such-topic", "", "../<i>\n", "x".repeat(1000) }) {
				assertThatExceptionOfType(NoSuchElementException.class)
					.isThrownBy(() -> group.resets
						.execute(new ResetRequest(group.name, topic, Set.of(), Target.TO_LATEST, null, false, "test")))
					.withMessageContaining("Group 'refused-unknown' reads [refused-unknown]");
			}
			assertThatExceptionOfType(NoSuchElementException.class)
				.isThrownBy(() -> group.resets.execute(group.request(Target.TO_LATEST, null, 1)))
				.withMessage("Topic 'refused-unknown' has no partition [1]. Its partitions are 0 to 0");
			assertThat(group.committed()).containsExactly(Map.entry(0, 1L));
		}
	}

	@Test
	void aShareGroupIsNotReset() {
		try (TestGroup group = new TestGroup("refused-share", 1);
				KafkaShareConsumer<byte[], byte[]> member = new KafkaShareConsumer<>(
						Map.of("bootstrap.servers", Broker.shared().servers(), "group.id", group.name),
						new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
			member.subscribe(List.of(group.name));
			Awaitility.await().until(() -> {
				member.poll(Duration.ofMillis(100));
				return group.isListed();
			});
			assertThatIllegalArgumentException()
				.isThrownBy(() -> group.resets.preview(group.request(Target.TO_LATEST, null)))
				.withMessage("Group 'refused-share' is a share group. Only offsets of consumer groups and classic "
						+ "groups can be reset here");
		}
	}

	@Test
	void oneResetOfAGroupAtATime() throws InterruptedException {
		try (TestGroup group = new TestGroup("refused-second", 6).commit(0, 2).own(0)) {
			CountDownLatch held = new CountDownLatch(1);
			CountDownLatch goOn = new CountDownLatch(1);
			group.members.held = () -> {
				held.countDown();
				Awaitility.await().until(() -> goOn.getCount() == 0);
			};
			Thread first = new Thread(() -> group.resets.execute(group.request(Target.TO_LATEST, null)));
			first.start();
			held.await();
			assertThatIllegalStateException()
				.isThrownBy(() -> group.resets.execute(group.request(Target.TO_EARLIEST, null)))
				.withMessageStartingWith("Another reset of group 'refused-second' is under way");
			assertThat(group.resets.preview(group.request(Target.TO_EARLIEST, null)).partitions()).hasSize(1);
			goOn.countDown();
			first.join(Duration.ofSeconds(20).toMillis());
			assertThat(group.committed()).containsExactly(Map.entry(0, 6L));
		}
	}

}
