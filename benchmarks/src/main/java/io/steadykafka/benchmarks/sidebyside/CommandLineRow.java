package io.steadykafka.benchmarks.sidebyside;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

import org.apache.kafka.common.TopicPartition;

/**
 * A row of what {@code kafka-consumer-groups --describe} prints.
 *
 * @param committed CURRENT-OFFSET
 * @param end LOG-END-OFFSET
 * @param lag LAG
 */
public record CommandLineRow(OptionalLong committed, OptionalLong end, OptionalLong lag) {

	private static final int COLUMNS = 9;

	/**
	 * Read what it printed.
	 * @return the rows; empty if it had no answer
	 */
	public static Map<GroupPartition, CommandLineRow> parse(String output) {
		Map<GroupPartition, CommandLineRow> rows = new LinkedHashMap<>();
		output.lines().map((line) -> line.strip().split("\\s+")).filter(CommandLineRow::isRow).forEach((columns) -> {
			TopicPartition partition = new TopicPartition(columns[1], Integer.parseInt(columns[2]));
			rows.put(new GroupPartition(columns[0], partition),
					new CommandLineRow(number(columns[3]), number(columns[4]), number(columns[5])));
		});
		return rows;
	}

	private static boolean isRow(String[] columns) {
		// GROUP TOPIC PARTITION CURRENT-OFFSET LOG-END-OFFSET LAG CONSUMER-ID HOST
		// CLIENT-ID
		return columns.length == COLUMNS && columns[2].matches("\\d+");
	}

	private static OptionalLong number(String column) {
		return column.equals("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(column));
	}

}
