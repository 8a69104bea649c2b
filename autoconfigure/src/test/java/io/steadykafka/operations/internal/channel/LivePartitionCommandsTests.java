package io.steadykafka.operations.internal.channel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link LivePartitionCommands}.
 */
class LivePartitionCommandsTests {

	private static final Map<String, Object> HOLD = Map.of("type", "hold", "operation", "o", "group",
			FakePartitions.GROUP, "partitions", Map.of("orders", List.of(0L)), "timeoutMs", 1_000L);

	private final FakePartitions local = new FakePartitions(0);

	@Test
	void whatIsWrongChangesNothing() {
		try (LivePartitionCommands commands = new LivePartitionCommands(this.local, System::nanoTime)) {
			for (Map<String, Object> wrong : List.of(with("type", "drop"), with("type", 1L), with("operation", null),
					with("group", List.of()), with("partitions", "all"), with("partitions", Map.of("orders", 1L)),
					with("timeoutMs", 0L), with("timeoutMs", 1L << 40), with("timeoutMs", "1 s"), with("type", "move"),
					offsets(-1L), offsets(1.5), offsets("1"))) {
				assertThatIllegalArgumentException().as(wrong.toString()).isThrownBy(() -> commands.apply(wrong));
			}
			assertThat(this.local.calls).isEmpty();
			assertThat(commands.apply(HOLD)).isEqualTo(Map.of("problems", Map.of()));
		}
	}

	private static Map<String, Object> offsets(Object offset) {
		Map<String, Object> move = with("type", "move");
		move.put("offsets", Map.of("orders", Map.of("0", offset)));
		return move;
	}

	private static Map<String, Object> with(String field, Object value) {
		Map<String, Object> command = new HashMap<>(HOLD);
		command.put(field, value);
		return command;
	}

}
