package io.steadykafka.operations.internal.allinstances;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.operations.internal.NotPausedException;
import io.steadykafka.operations.internal.PartlyDoneException;
import io.steadykafka.operations.internal.channel.RemoteReport;
import io.steadykafka.operations.internal.log.LoggedListenerControl;
import io.steadykafka.operations.internal.log.OperationEntry;
import io.steadykafka.operations.internal.log.OperationLog;
import io.steadykafka.operations.internal.member.DefaultListenerControl;
import io.steadykafka.operations.internal.member.ListenerPauses;
import io.steadykafka.operations.internal.member.PauseChange;
import io.steadykafka.operations.internal.member.PauseScope;
import io.steadykafka.testing.Listeners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SharedListenerControl} and {@link PauseExchange}, without a topic.
 */
@ExtendWith(OutputCaptureExtension.class)
class SharedListenerControlTests {

	private static final Map<String, Object> REFUSAL = Map.of("problem", "does not accept remote operations", "status",
			409);

	private static final PauseScope ALL = new PauseScope(null, null);

	private final Map<String, RemoteReport> reports = new LinkedHashMap<>();

	private final Map<String, Map<String, Object>> answers = new HashMap<>();

	private final List<Map<String, Object>> commands = new ArrayList<>();

	private final List<OperationEntry> entries = new ArrayList<>();

	private final ListenerPauses pauses = new ListenerPauses(Clock.systemUTC());

	private final ListenerContainer orders = Listeners.subscribed("orders", "group");

	private final OtherInstances others = new OtherInstances(() -> this.reports, (command, instances, timeout) -> {
		this.commands.add(new HashMap<>(command));
		return CompletableFuture.completedFuture(this.answers);
	}, Duration.ofSeconds(2));

	private Optional<String> obstacle = Optional.empty();

	@Test
	void whatAllRefuseIsRefused() {
		other("b", REFUSAL);
		other("c", REFUSAL);
		this.obstacle = Optional.of("it is switched off");
		assertThatIllegalStateException().isThrownBy(() -> pause(true))
			.isNotInstanceOf(PartlyDoneException.class)
			.withMessageStartingWith("None of 3 instances did it. This instance: The delivery to listener 'orders' "
					+ "can't be paused: it is switched off")
			.withMessageContaining("instance 'host-b' (b): does not accept remote operations; instance 'host-c' (c)");
		assertThat(this.entries.get(0)).asString().contains("refused, nothing changed: None of 3 instances did it");
	}

	@Test
	void whatNobodyDidForSureMayBeDone() {
		other("b", REFUSAL);
		other("c", null);
		this.obstacle = Optional.of("it is switched off");
		assertThatExceptionOfType(PartlyDoneException.class).isThrownBy(() -> pause(true))
			.withMessageStartingWith("It was done by 0 of 3 instances. ")
			.withMessageContaining("(c): did not answer within 2000 ms")
			.withMessageEndingWith(". Those that did not answer do it as soon as they read the topic again");
	}

	@Test
	void whoDidItAndWhoDidNotIsNamed() {
		other("b", REFUSAL);
		other("c", Map.of());
		assertThatExceptionOfType(PartlyDoneException.class).isThrownBy(() -> pause(true))
			.withMessage("It was done by 2 of 3 instances, by [instance 'host-c' (c), this instance]. instance "
					+ "'host-b' (b): does not accept remote operations. Try again: instances that did it stay as "
					+ "they are");
		assertThat(this.entries.get(0)).asString().contains("failed: It was done by 2 of 3");
		assertThat(this.pauses.of(this.orders)).hasSize(1);
		assertThat(PauseDocument.read(this.commands.get(0).get(PauseDocument.FIELD)))
			.isEqualTo(this.pauses.changes(this.orders));
	}

	@Test
	void whatIsPausedNowhereIsNotResumed() {
		other("b", Map.of());
		assertThatExceptionOfType(NotPausedException.class)
			.isThrownBy(() -> control(true).resume("orders", null, null, "bob"));
		assertThat(this.commands).isEmpty();
	}

	@Test
	void whatOnlyAnotherInstanceHasPausedIsResumedThere() {
		other("b", Map.of(), new PauseChange(ALL, true, "alice", Instant.EPOCH, 5));
		control(false).resume("orders", null, null, "bob");
		assertThat(PauseDocument.read(this.commands.get(0).get(PauseDocument.FIELD))).singleElement()
			.satisfies((change) -> {
				assertThat(change.paused()).isFalse();
				assertThat(change.version()).isEqualTo(6);
			});
	}

	@Test
	void whatIsReportedIsAdoptedAndLoggedOnce(CapturedOutput output) {
		RemoteReport report = other("b", Map.of(), new PauseChange(ALL, true, "alice", Instant.EPOCH, 5));
		PauseExchange exchange = exchange(true);
		exchange.received(report);
		exchange.received(report);
		exchange.asked("orders", PauseDocument.of(this.pauses.changes(this.orders)));
		assertThat(this.pauses.of(this.orders)).hasSize(1);
		assertThat(output).containsOnlyOnce("Listener 'orders': all partitions paused by alice, since "
				+ "1970-01-01T00:00:00Z, as instance 'host-b' reports");
	}

	@Test
	void whoAcceptsNothingAdoptsNothing() {
		PauseExchange exchange = exchange(false);
		exchange.begin();
		exchange.received(other("b", Map.of(), new PauseChange(ALL, true, "alice", Instant.EPOCH, 5)));
		assertThat(this.pauses.of(this.orders)).isEmpty();
		pause(false);
		assertThat(this.pauses.changes(this.orders)).singleElement()
			.satisfies((change) -> assertThat(change.version()).isEqualTo(6));
	}

	@Test
	void whatIsPausedHereOnlyIsPausedOnTheOthersAgain() {
		pause(false);
		PauseChange here = this.pauses.of(this.orders).get(0);
		other("b", Map.of(), new PauseChange(ALL, false, "bob", Instant.EPOCH, 2));
		exchange(false).received(this.reports.get("b"));
		pause(false);
		assertThat(this.pauses.of(this.orders)).containsExactly(here);
		List<PauseChange> asked = PauseDocument.read(this.commands.get(0).get(PauseDocument.FIELD));
		assertThat(asked).anyMatch((change) -> change.paused() && change.version() == 3);
		other("b", Map.of(), asked.toArray(PauseChange[]::new));
		control(false).resume("orders", null, null, "alice");
		assertThat(PauseDocument.read(this.commands.get(1).get(PauseDocument.FIELD))).noneMatch(PauseChange::paused);
	}

	@Test
	void whatWouldStayPausedOnAnotherInstanceIsNotResumed() {
		PauseScope topic = new PauseScope("orders", null);
		other("b", Map.of(), new PauseChange(ALL, true, "bob", Instant.EPOCH, 2),
				new PauseChange(topic, true, "bob", Instant.EPOCH, 3));
		assertThatIllegalStateException().isThrownBy(() -> control(false).resume("orders", "orders", null, "alice"))
			.isNotInstanceOf(NotPausedException.class)
			.withMessageStartingWith("It would stay paused, as all partitions paused by bob");
		assertThat(this.commands).isEmpty();
	}

	@Test
	void whatCanNotBeAdoptedIsNotAnsweredDone() {
		PauseExchange exchange = exchange(true);
		List<Map<String, Object>> asked = new ArrayList<>(
				PauseDocument.of(List.of(new PauseChange(ALL, true, "alice", Instant.EPOCH, Long.MAX_VALUE / 4))));
		assertThatIllegalStateException().isThrownBy(() -> exchange.asked("orders", asked))
			.withMessageContaining("too far behind");
		asked.add(Map.of("paused", true));
		for (Object unreadable : Arrays.asList(null, "", List.of(), asked)) {
			assertThatIllegalArgumentException().isThrownBy(() -> exchange.asked("orders", unreadable))
				.withMessageContaining("'pauseChanges' is missing or can't be read");
		}
		assertThat(this.pauses.of(this.orders)).isEmpty();
	}

	@Test
	void aPauseThatIsOneTooManyIsRefusedButNotThatOfAll() {
		PauseExchange exchange = exchange(true);
		exchange.received(other("b", Map.of(),
				IntStream.range(0, 200)
					.mapToObj((partition) -> pause(new PauseScope("orders", partition), 1 + partition))
					.toArray(PauseChange[]::new)));
		Object more = PauseDocument.of(List.of(pause(new PauseScope("orders", 200), 300)));
		assertThatIllegalStateException().isThrownBy(() -> exchange.asked("orders", more))
			.withMessageStartingWith("The listener 'orders' has too many pauses here, 200");
		exchange.asked("orders", PauseDocument.of(List.of(pause(ALL, 301))));
		assertThat(this.pauses.of(this.orders)).hasSize(1);
	}

	private static PauseChange pause(PauseScope scope, long version) {
		return new PauseChange(scope, true, "bob", Instant.EPOCH, version);
	}

	private void pause(boolean accepts) {
		OperationLog log = new OperationLog(() -> List.of(this.entries::add), new Containment());
		new LoggedListenerControl(control(accepts), (id) -> "group", log).pause("orders", null, null, "alice");
	}

	private SharedListenerControl control(boolean accepts) {
		PauseExchange exchange = exchange(accepts);
		return new SharedListenerControl(
				new DefaultListenerControl(this.listeners(), (listener) -> this.obstacle, this.pauses, (listener) -> {
				}), this.others, exchange, () -> {
				}, Clock.systemUTC());
	}

	private PauseExchange exchange(boolean accepts) {
		return new PauseExchange(listeners(), this.pauses, (listener) -> this.obstacle, (listener) -> {
		}, accepts);
	}

	private ListenerContainers listeners() {
		ListenerContainers listeners = new ListenerContainers(List::of, (container) -> false, new Containment());
		listeners.prepare(List.of(this.orders.container()));
		return listeners;
	}

	/**
	 * Let another instance report, and answer to commands; {@code null} for none.
	 */
	private RemoteReport other(String id, Map<String, Object> answer, PauseChange... changes) {
		Map<String, Object> listener = new HashMap<>();
		listener.put("group", "group");
		listener.put(PauseDocument.FIELD, PauseDocument.of(List.of(changes)));
		RemoteReport report = new RemoteReport(id, "host-" + id,
				Map.of(ListenerReport.LISTENERS, Map.of("orders", listener)), Instant.now(), false);
		this.reports.put(id, report);
		if (answer != null) {
			this.answers.put(id, answer);
		}
		return report;
	}

}
