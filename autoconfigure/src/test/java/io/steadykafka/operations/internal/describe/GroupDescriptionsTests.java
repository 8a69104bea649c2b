package io.steadykafka.operations.internal.describe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import io.steadykafka.operations.GroupDescriptions;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Gate;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.OtherMember;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GroupDescriptions} with a real broker: they say what Admin says.
 */
class GroupDescriptionsTests {

	private static final Broker broker = Broker.shared();

	@ParameterizedTest
	@ValueSource(strings = { "classic", "consumer" })
	void aGroupOfAnyNameIsDescribed(String protocol) {
		String topic = "described-" + protocol;
		String group = topic + "/über uns";
		broker.createTopic(topic, 3);
		int sent = broker.send(topic, 3, 4);
		try (RunningApp app = start(topic, group, "steady.kafka.membership.protocol=" + protocol, "concurrency=2")) {
			GroupDescriptions descriptions = app.bean(GroupDescriptions.class);
			await().untilAsserted(() -> {
				assertThat(app.bean(Gate.class).passed()).isEqualTo(sent);
				Map<String, Object> described = descriptions.describe(group);
				ConsumerGroupDescription admin = admin(group);
				assertThat(described).containsEntry("group", group)
					.containsEntry("state", admin.groupState().toString())
					.containsEntry("type", protocol)
					.containsEntry("assignor", admin.partitionAssignor())
					.containsEntry("memberCount", 2)
					.containsEntry("partitionCount", 3)
					.containsEntry("lag", 0L)
					.containsEntry("level", "caught up")
					.containsEntry("blockedRecords", 0L);
				assertThat((String) described.get("coordinator")).endsWith(":" + admin.coordinator().port());
				assertThat(rows(described, "members")).extracting((member) -> member.get("member"))
					.containsExactlyInAnyOrderElementsOf(
							admin.members().stream().map(MemberDescription::consumerId).toList());
				assertThat(rows(described, "members")).allSatisfy(
						(member) -> assertThat(member).containsEntry("here", true).containsEntry("listener", "orders"));
				Map<TopicPartition, Long> committed = Offsets.committed(broker.servers(), group);
				assertThat(rows(described, "partitions")).hasSize(3).allSatisfy((row) -> {
					TopicPartition partition = new TopicPartition(topic, (Integer) row.get("partition"));
					assertThat(row).containsEntry("committed", committed.get(partition))
						.containsEntry("end", 4L + partition.partition())
						.containsEntry("state", "flowing");
					assertThat(owner(row).get("here")).isEqualTo(true);
				});
			});
			assertThat(rows(descriptions.describe(group), "settings")).isNotEmpty();
			assertThat(rows(descriptions.describe(group), "health")).extracting((row) -> row.get("indicator"))
				.contains("kafkaConsumers", "kafkaLag", "kafkaRebalance");
			assertThat(rows(descriptions.groups(false), "groups")).singleElement()
				.satisfies((row) -> assertThat(row).containsEntry("group", group).containsEntry("memberCount", 2));
		}
	}

	@Test
	void partitionsOfOtherMembersHaveTheirOffsets() {
		String topic = "described-shared";
		broker.createTopic(topic, 4);
		int sent = broker.send(topic, 4, 5);
		try (OtherMember other = OtherMember.join(broker, topic, Map.of());
				RunningApp app = start(topic, topic, "steady.kafka.membership.protocol=classic", "paused=true")) {
			GroupDescriptions descriptions = app.bean(GroupDescriptions.class);
			await().untilAsserted(() -> {
				assertThat(other.owned()).hasSize(2);
				Map<String, Object> described = descriptions.describe(topic);
				assertThat(described).containsEntry("memberCount", 2).containsEntry("partitionCount", 4);
				assertThat(rows(described, "partitions")).filteredOn((row) -> owner(row).get("here").equals(false))
					.hasSize(2)
					.allSatisfy((row) -> assertThat(row).containsEntry("lag", 0L)
						.containsEntry("state", null)
						.containsEntry("stateUnknown", "only the instance that owns it knows"));
				assertThat(rows(described, "partitions")).filteredOn((row) -> owner(row).get("here").equals(true))
					.hasSize(2)
					.allSatisfy((row) -> assertThat(row).containsEntry("state", "paused")
						.containsEntry("paused", "paused by the application"));
				Map<TopicPartition, Long> committed = Offsets.committed(broker.servers(), topic);
				long lag = sent - committed.values().stream().mapToLong(Long::longValue).sum();
				assertThat(described).containsEntry("lag", lag);
			});
		}
	}

	@Test
	void groupsOfOthersAreListedAndDescribed() {
		String topic = "described-others";
		broker.createTopic(topic, 2);
		broker.createTopic("described-own", 1);
		broker.send(topic, 2, 3);
		Offsets.commit(broker.servers(), "described empty/ö", new TopicPartition(topic, 1), 1);
		try (OtherMember other = OtherMember.join(broker, topic, Map.of("client.id", "not-ours"));
				RunningApp app = start("described-own", "described-own")) {
			GroupDescriptions descriptions = app.bean(GroupDescriptions.class);
			await().untilAsserted(() -> {
				List<Map<String, Object>> listed = rows(descriptions.groups(true), "groups");
				assertThat(listed.get(0)).containsEntry("group", "described-own").containsEntry("here", true);
				assertThat(listed).filteredOn((row) -> row.get("group").equals(topic))
					.singleElement()
					.satisfies((row) -> assertThat(row).containsEntry("here", false)
						.containsEntry("state", "Stable")
						.containsEntry("memberCount", 1)
						.containsEntry("lag", null)
						.containsEntry("lagUnknown", "describe the group to see it"));
				assertThat(descriptions.describe(topic)).containsEntry("lag", 0L);
				assertThat(rows(descriptions.describe(topic), "members")).singleElement()
					.satisfies(
							(row) -> assertThat(row).containsEntry("client", "not-ours").containsEntry("here", false));
				assertThat(rows(descriptions.describe("described empty/ö"), "partitions")).singleElement()
					.satisfies((row) -> assertThat(row).containsEntry("committed", 1L)
						.containsEntry("end", 4L)
						.containsEntry("lag", 3L)
						.containsEntry("state", "unowned"));
			});
			assertThat(other.owned()).isEqualTo(Set.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1)));
		}
	}

	@Test
	void aGroupThatNobodyHasIsNotFound() {
		broker.createTopic("described-missing", 1);
		try (RunningApp app = start("described-missing", "described-missing")) {
			GroupDescriptions descriptions = app.bean(GroupDescriptions.class);
			await().untilAsserted(() -> assertThat(descriptions.groups(true)).isNotEmpty());
			await().untilAsserted(() -> assertThatExceptionOfType(NoSuchElementException.class)
				.isThrownBy(() -> descriptions.describe("<b>\nno such"))
				.withMessage("There is no group '<b>?no such', neither of a listener here nor in the cluster. "
						+ "Is it spelled right?"));
		}
	}

	private static RunningApp start(String topic, String group, String... properties) {
		String[] all = new String[properties.length + 2];
		System.arraycopy(properties, 0, all, 2, properties.length);
		all[0] = "topic=" + topic;
		all[1] = "group=" + group;
		return RunningApp.start(DescribedApplication.class, broker.servers(), all);
	}

	private static Map<?, ?> owner(Map<String, Object> partition) {
		return (Map<?, ?>) partition.get("owner");
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> rows(Map<String, Object> document, String field) {
		return (List<Map<String, Object>>) document.get(field);
	}

	private static ConsumerGroupDescription admin(String group) throws InterruptedException, ExecutionException {
		try (Admin admin = broker.admin()) {
			return admin.describeConsumerGroups(List.of(group)).all().get().get(group);
		}
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30));
	}

}
