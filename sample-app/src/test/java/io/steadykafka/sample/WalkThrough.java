package io.steadykafka.sample;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Sends what the documentation tells people to send to the first of two instances, and
 * looks at what both do then.
 */
final class WalkThrough {

	private static final Duration CHANGE = Duration.ofMinutes(1);

	private static final String GROUP = "/actuator/kafkagroups/order-processors";

	private final SampleProcess first;

	private final SampleProcess second;

	private String answer = "";

	WalkThrough(SampleProcess first, SampleProcess second) {
		this.first = first;
		this.second = second;
	}

	void run() throws Exception {
		await("instances that know of each other").atMost(CHANGE)
			.until(() -> this.first.get(GROUP).contains("this one and 1 more"));
		List<CurlLine> lines = CurlLine.of(Path.of("../README.md"), Path.of("README.md"));
		assertThat(lines).hasSizeGreaterThan(20);
		for (CurlLine line : lines) {
			if (line.isAboutARecord()) {
				// The record may be about to go on.
				await(line.toString()).atMost(CHANGE).untilAsserted(() -> send(aboutAFailingRecord(line)));
			}
			else {
				send(line.body().contains("<id>") ? line.with("<id>", String.valueOf(read("$.id"))) : line);
			}
			look(line);
		}
	}

	private void send(CurlLine line) throws Exception {
		HttpResponse<String> response = this.first.send(line);
		assertThat(response.statusCode()).as(line + " " + response.body()).isEqualTo(200);
		this.answer = response.body();
	}

	private CurlLine aboutAFailingRecord(CurlLine line) throws Exception {
		List<Map<String, Object>> failing = JsonPath.read(this.first.get(GROUP), "$.records");
		assertThat(failing).isNotEmpty();
		return line.with("<partition>", failing.get(0).get("partition")).with("<offset>", failing.get(0).get("offset"));
	}

	private void look(CurlLine line) throws Exception {
		if (line.has("pause")) {
			assertThat(this.second.get(GROUP)).contains("paused by unknown, since");
		}
		else if (line.has("resume")) {
			assertThat(this.second.get(GROUP)).doesNotContain("paused by");
		}
		else if (line.has("dead-letter")) {
			awaitDeadLetters(1);
		}
		else if (line.has("undo") || (line.isExecuted() && line.has("reset"))) {
			assertThat(read("$.result.partitions[*].done")).as(this.answer)
				.isEqualTo(List.of(true, true, true, true, true, true));
		}
		else if (line.isExecuted()) {
			awaitDeadLetters(0);
		}
	}

	private void awaitDeadLetters(int expected) {
		CurlLine preview = new CurlLine("POST", GROUP, "{\"operation\":\"replay\",\"topic\":\"orders\"}");
		await("dead letters to replay").atMost(CHANGE).untilAsserted(() -> {
			send(preview);
			assertThat(read("$.result.records")).isEqualTo(expected);
		});
	}

	private Object read(String path) {
		return JsonPath.read(this.answer, path);
	}

}
