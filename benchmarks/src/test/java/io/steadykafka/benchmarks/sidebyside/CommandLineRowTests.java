package io.steadykafka.benchmarks.sidebyside;

import java.util.OptionalLong;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class CommandLineRowTests {

	@Test
	void rowsOfAllGroupsAreReadAndDashesAreNotThere() {
		var rows = CommandLineRow.parse("""

				Consumer group 'idle' has no active members.

				GROUP TOPIC  PARTITION CURRENT-OFFSET LOG-END-OFFSET LAG CONSUMER-ID HOST CLIENT-ID
				idle  orders 3         7              5              -2  -           -    -

				GROUP TOPIC  PARTITION CURRENT-OFFSET LOG-END-OFFSET LAG CONSUMER-ID HOST       CLIENT-ID
				busy  orders 0         -              9              -   member-1    /127.0.0.1 client-1
				""");
		assertThat(rows).containsOnly(
				entry(new GroupPartition("idle", new TopicPartition("orders", 3)),
						new CommandLineRow(OptionalLong.of(7), OptionalLong.of(5), OptionalLong.of(-2))),
				entry(new GroupPartition("busy", new TopicPartition("orders", 0)),
						new CommandLineRow(OptionalLong.empty(), OptionalLong.of(9), OptionalLong.empty())));
	}

	@Test
	void anErrorIsNoRow() {
		assertThat(CommandLineRow.parse("Error: Executing consumer group command failed due to no topic")).isEmpty();
	}

}
