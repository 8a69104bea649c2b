package io.steadykafka.lint.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.testing.Listeners;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link Lint} and its rules.
 */
@ExtendWith(OutputCaptureExtension.class)
class LintTests {

	private static final String ASSIGNORS = "partition.assignment.strategy";

	private Lint.Options options = new Lint.Options(Lint.Mode.WARN, Set.of());

	private OptionalInt partitions = OptionalInt.empty();

	private boolean paced = true;

	private final List<ListenerContainer> listeners = new ArrayList<>();

	@Test
	void plainSettingsAreFine(CapturedOutput output) {
		add("one", "group", Map.of());
		add("two", "group", Map.of());
		assertThat(found()).isEmpty();
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void autoCommit(CapturedOutput output) {
		add("one", "group", Map.of("enable.auto.commit", " true "));
		add("two", "other", Map.of("enable.auto.commit", false));
		assertThat(found()).containsExactly("auto-commit of one");
		assertThat(output.getOut().lines().filter((line) -> line.contains("enable.auto.commit=true"))).singleElement()
			.asString()
			.contains("WARN", "Listener 'one'", "Remove enable.auto.commit", "steady.kafka.lint.allowed");
	}

	@ParameterizedTest
	@ValueSource(strings = { ASSIGNORS, "heartbeat.interval.ms", "session.timeout.ms" })
	void whatTheConsumerProtocolRefuses(String key) {
		add("one", "group", Map.of("group.protocol", "CONSUMER", key, "x"));
		add("two", "group", Map.of("group.protocol", "classic", key, "x"));
		add("three", "group", Map.of("group.protocol", "consumer", key, ""));
		assertThat(found()).containsExactly("consumer-protocol of one");
	}

	@Test
	void whatIsNotStartedIsNotRefused() {
		add("one", "group", Map.of("group.protocol", "consumer", "session.timeout.ms", 6000)).container()
			.setAutoStartup(false);
		ListenerContainer batch = addBatch("two", ContainerProperties.AckMode.RECORD);
		batch.container().setAutoStartup(false);
		assertThat(found()).isEmpty();
	}

	@Test
	void recordAcknowledgmentOfBatches() {
		addBatch("one", ContainerProperties.AckMode.RECORD);
		addBatch("two", ContainerProperties.AckMode.BATCH);
		add("three", "group", Map.of(), (properties) -> properties.setAckMode(ContainerProperties.AckMode.RECORD));
		assertThat(found()).containsExactly("record-ack-of-batch of one");
	}

	@Test
	void oneInstanceIdInOneGroup() {
		add("one", "group", Map.of("group.instance.id", "host"));
		add("two", "group", Map.of("group.instance.id", "host"));
		add("three", "group", Map.of("group.instance.id", "host-three"));
		add("four", "other", Map.of("group.instance.id", "host"));
		assertThat(found()).containsExactly("instance-id of one", "instance-id of two");
	}

	@Test
	void asynchronousListenersInCooperativeGroups() {
		Consumer<ContainerProperties> async = (properties) -> properties.setAsyncAcks(true);
		add("one", "1", Map.of(ASSIGNORS, List.of(CooperativeStickyAssignor.class)), async);
		add("two", "2", Map.of(ASSIGNORS, CooperativeStickyAssignor.class.getName()));
		add("three", "3", Map.of("group.protocol", "consumer"), async);
		add("four", "4", Map.of(ASSIGNORS, List.of(RangeAssignor.class, CooperativeStickyAssignor.class)), async);
		add("five", "5", Map.of(), async);
		assertThat(found()).containsExactly("async-cooperative of one", "async-cooperative of three");
	}

	@Test
	void latest() {
		add("one", "group", Map.of("auto.offset.reset", "LATEST"));
		add("two", "group", Map.of("auto.offset.reset", "by_duration:PT1H"));
		this.listeners.add(Listeners.assignedByHand("three", "group"));
		assertThat(found()).containsExactly("latest of one");
	}

	@ParameterizedTest
	@CsvSource({ "1500,500,true", "1501,500,false", "9000,,true", "9001,,false", ",15000,true", "soon,500,false" })
	void sessionTimeout(String session, String heartbeat, boolean found) {
		add("one", "group", settings("session.timeout.ms", session, "heartbeat.interval.ms", heartbeat));
		assertThat(found()).isEqualTo((found) ? List.of("session-timeout of one") : List.of());
	}

	@ParameterizedTest
	@CsvSource({ "30000,,false", "150000,,true", "149999,,false", "3000,6000,true", "0,6000,false" })
	void idleBetweenPolls(long idle, String interval, boolean found) {
		add("one", "group", settings("max.poll.interval.ms", interval, "x", null),
				(properties) -> properties.setIdleBetweenPolls(idle));
		assertThat(found()).isEqualTo((found) ? List.of("idle-between-polls of one") : List.of());
	}

	@Test
	void oneClientId() {
		add("one", "1", Map.of("client.id", "app"));
		add("two", "2", Map.of("client.id", "app"));
		add("three", "3", Map.of("client.id", "app"), (properties) -> properties.setClientId("three"));
		add("four", "4", Map.of(), (properties) -> properties.setClientId(""));
		add("five", "5", Map.of());
		assertThat(found()).containsExactly("client-id of two");
	}

	@Test
	void whatIsAllowedIsNotSaid(CapturedOutput output) {
		this.options = new Lint.Options(Lint.Mode.FAIL, Set.of("latest"));
		add("one", "group", Map.of("auto.offset.reset", "latest"));
		assertThatNoException().isThrownBy(lint()::refuse);
		assertThat(output).doesNotContain("latest");
	}

	@Test
	void anUnknownNameIsSaid(CapturedOutput output) {
		this.options = new Lint.Options(Lint.Mode.WARN, Set.of("latest", "autocommit"));
		lint().refuse();
		assertThat(output).contains("names [autocommit]").contains("[async-cooperative, auto-commit, client-id");
	}

	@Test
	void onlyWhatCannotWorkIsRefused() {
		add("one", "group", Map.of("auto.offset.reset", "latest"));
		assertThatNoException().isThrownBy(lint()::refuse);
		add("two", "group", Map.of("group.protocol", "consumer", "session.timeout.ms", 6000));
		assertThatExceptionOfType(FightingSettingsException.class).isThrownBy(lint()::refuse)
			.satisfies((ex) -> assertThat(ex.findings()).extracting(Finding::name).containsExactly("consumer-protocol"))
			.withMessageContaining("session.timeout.ms");
	}

	@Test
	void allIsRefusedIfThatIsAskedFor() {
		this.options = new Lint.Options(Lint.Mode.FAIL, Set.of());
		add("one", "group", Map.of("auto.offset.reset", "latest"));
		assertThatExceptionOfType(FightingSettingsException.class).isThrownBy(lint()::refuse);
	}

	@Test
	void moreMembersThanPartitions() {
		ListenerContainer listener = add("one", "group", Map.of());
		((ConcurrentMessageListenerContainer<?, ?>) listener.container()).setConcurrency(3);
		assertThat(found()).isEmpty();
		this.partitions = OptionalInt.of(3);
		assertThat(found()).isEmpty();
		this.partitions = OptionalInt.of(2);
		assertThat(found()).containsExactly("concurrency of one");
		assertThat(lint().findings().get(0).problem()).contains("1 members have nothing to do");
		((ConcurrentMessageListenerContainer<?, ?>) listener.container()).setConcurrency(1);
		this.partitions = OptionalInt.of(0);
		assertThat(found()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "500,8000,true", "500,10000,false", "1,10,false" })
	void moreRecordsThanFitThePollInterval(int records, int interval, boolean found) {
		add("one", "group", Map.of("max.poll.records", records, "max.poll.interval.ms", interval));
		assertThat(found()).isEmpty();
		this.paced = false;
		assertThat(found().contains("poll-interval of one")).isEqualTo(found);
	}

	@Test
	void nothingIsLookedForIfThatIsAskedFor() {
		this.options = new Lint.Options(Lint.Mode.OFF, Set.of());
		add("one", "group", Map.of("group.protocol", "consumer", "session.timeout.ms", 6000));
		assertThat(found()).isEmpty();
		assertThatNoException().isThrownBy(lint()::refuse);
	}

	@Test
	void aListenerThatIsGoneHasNoFindings() {
		ListenerContainer one = add("one", "group", Map.of("auto.offset.reset", "latest"));
		Lint lint = lint();
		lint.forget(one);
		assertThat(lint.findings()).isEmpty();
	}

	private List<String> found() {
		return lint().findings().stream().map((finding) -> finding.name() + " of " + finding.listener()).toList();
	}

	private Lint lint() {
		List<ContainerPreparer> preparers = new ArrayList<>();
		ListenerContainers containers = new ListenerContainers(() -> preparers, (container) -> false,
				new Containment());
		Lint lint = new Lint(this.options, containers, (listener) -> this.partitions, (listener) -> this.paced);
		preparers.add(lint);
		containers.prepare(this.listeners.stream().map(ListenerContainer::container).toList());
		return lint;
	}

	private static Map<String, Object> settings(String one, String value, String other, String otherValue) {
		Map<String, Object> settings = new HashMap<>();
		settings.put(one, (value != null) ? value : "");
		settings.put(other, (otherValue != null) ? otherValue : "");
		return settings;
	}

	private ListenerContainer add(String id, String group, Map<String, Object> config) {
		return add(id, group, config, (properties) -> {
		});
	}

	private ListenerContainer addBatch(String id, ContainerProperties.AckMode mode) {
		return add(id, "group", Map.of(), (properties) -> {
			properties.setMessageListener((BatchMessageListener<Object, Object>) (records) -> {
			});
			properties.setAckMode(mode);
		});
	}

	private ListenerContainer add(String id, String group, Map<String, Object> config,
			Consumer<ContainerProperties> more) {
		ListenerContainer listener = Listeners.subscribed(id, group, config);
		more.accept(listener.container().getContainerProperties());
		this.listeners.add(listener);
		return listener;
	}

}
