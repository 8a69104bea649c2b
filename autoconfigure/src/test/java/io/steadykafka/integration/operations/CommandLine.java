package io.steadykafka.integration.operations;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.tools.consumer.group.ConsumerGroupCommand;

/**
 * What {@code kafka-consumer-groups --describe} says.
 */
final class CommandLine {

	private CommandLine() {
	}

	/**
	 * The committed offset of each partition of the group's only topic.
	 */
	static synchronized Map<Integer, Long> committed(String servers, String group) {
		PrintStream before = System.out;
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
		try {
			ConsumerGroupCommand.main(new String[] { "--bootstrap-server", servers, "--describe", "--group", group });
		}
		finally {
			System.setOut(before);
		}
		Map<Integer, Long> committed = new TreeMap<>();
		printed.toString(StandardCharsets.UTF_8)
			.lines()
			.map((line) -> line.trim().split("\\s+"))
			.filter((columns) -> columns.length > 4 && columns[0].equals(group) && columns[3].matches("\\d+"))
			.forEach((columns) -> committed.put(Integer.valueOf(columns[2]), Long.valueOf(columns[3])));
		return committed;
	}

}
