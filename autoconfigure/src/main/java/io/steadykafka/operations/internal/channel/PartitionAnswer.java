package io.steadykafka.operations.internal.channel;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What an instance answered about partitions. What is not understood is a problem.
 */
record PartitionAnswer(InstanceIdentity instance, Duration timeout) {

	Map<TopicPartition, String> problems(Set<TopicPartition> asked, @Nullable Map<String, @Nullable Object> answer) {
		if (answer == null) {
			return all(asked, "did not answer within " + this.timeout.toMillis() + " ms");
		}
		if (answer.get("problem") != null) {
			return all(asked, PlainText.message(answer.get("problem")));
		}
		try {
			Map<TopicPartition, String> problems = new HashMap<>();
			PartitionDocument.map(answer.get("problems"), String.class).forEach((partition, problem) -> {
				if (asked.contains(partition)) {
					problems.put(partition, said(PlainText.message(problem)));
				}
			});
			return problems;
		}
		catch (IllegalArgumentException ex) {
			return all(asked, "gave an answer that is not understood");
		}
	}

	private Map<TopicPartition, String> all(Set<TopicPartition> asked, String problem) {
		Map<TopicPartition, String> problems = new HashMap<>();
		asked.forEach((partition) -> problems.put(partition, said(problem)));
		return problems;
	}

	private String said(String problem) {
		return "instance '" + this.instance.name() + "' (" + this.instance.id() + "): " + problem;
	}

}
