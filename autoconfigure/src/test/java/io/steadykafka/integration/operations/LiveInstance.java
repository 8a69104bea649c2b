package io.steadykafka.integration.operations;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.InstanceProcess;

/**
 * An instance in a process of its own.
 *
 * @param process the process
 * @param group the group, and its topic
 */
record LiveInstance(InstanceProcess process, String group) {

	static LiveInstance start(String group, String protocol, Journals journals) {
		List<String> properties = new ArrayList<>(List.of("topic=" + group, "group=" + group,
				"journal=" + journals.add(), "steady.kafka.operations.topic=" + group + "-operations",
				"steady.kafka.operations.timeout=3s",
				"management.endpoints.web.exposure.include=health,prometheus,kafkagroups",
				"management.endpoint.kafkagroups.access=unrestricted", "spring.kafka.consumer.max-poll-records=200",
				"spring.kafka.consumer.auto-offset-reset=earliest",
				"spring.kafka.consumer.properties.group.protocol=" + protocol));
		if (protocol.equals("classic")) {
			properties.addAll(List.of("spring.kafka.consumer.properties.session.timeout.ms=6000",
					"spring.kafka.consumer.properties.heartbeat.interval.ms=500"));
		}
		return new LiveInstance(InstanceProcess.start(JournalApplication.class, Broker.shared().servers(),
				properties.toArray(String[]::new)), group);
	}

	/**
	 * Reset the first partitions.
	 */
	HttpResponse<String> reset(int partitions, int shift, boolean dryRun) {
		String numbers = IntStream.range(0, partitions).mapToObj(String::valueOf).collect(Collectors.joining(","));
		return operate("{'operation':'reset','topic':'" + this.group + "','partitions':'" + numbers
				+ "','to':'shift-by','value':'" + shift + "','dryRun':" + dryRun + "}");
	}

	HttpResponse<String> operate(String json) {
		return this.process.post("/actuator/kafkagroups/" + URLEncoder.encode(this.group, StandardCharsets.UTF_8),
				json.replace('\'', '"'));
	}

}
