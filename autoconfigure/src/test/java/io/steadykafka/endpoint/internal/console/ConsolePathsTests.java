package io.steadykafka.endpoint.internal.console;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConsolePathsTests {

	private static final String PAGE = "<html data-console=\"kafkaconsole\" data-groups=\"kafkagroups\"><link href=\"kafkaconsole/a.css\">";

	@ParameterizedTest
	@CsvSource({ "/actuator/kafkaconsole, /actuator/kafkagroups, kafkaconsole, kafkagroups",
			"/kafkaconsole, /kafkagroups, kafkaconsole, kafkagroups", "/ops/page, /ops/data/groups, page, data/groups",
			"/ops/pages/kafka, /ops/kafka, kafka, ../kafka", "/ops/a&b, /ops/<g>, a&amp;b, &lt;g>",
			"/ops/x/y, /ops/x/z, y, z" })
	void theirPlacesStandInThePage(String console, String groups, String last, String relative) {
		assertThat(new ConsolePaths(console, groups).apply(PAGE)).isEqualTo("<html data-console=\"" + last
				+ "\" data-groups=\"" + relative + "\"><link href=\"" + last + "/a.css\">");
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/kafkaconsole, PAGE", "/app/actuator/kafkaconsole, PAGE", "/actuator/kafkaconsole;v=1, PAGE",
			"/actuator/%6bafkaconsole, PAGE", "/actuator;x=1/kafkaconsole, PAGE", "/actuator%2fkafkaconsole, PAGE",
			"/actuator/kafkaconsole-app/actuator/kafkaconsole, PAGE", "/actuator/kafkaconsole/console.js, ASSET",
			"/actuator/kafkaconsole/a.js;v=1, ASSET", "/actuator/kafkagroups, GROUPS",
			"/app/actuator/kafkagroups/orders, GROUPS", "/actuator/%6bafkagroups;x=1/orders, GROUPS",
			"/actuator/kafkagroupsies, OTHER", "/actuator/kafkaconsoles, OTHER", "/actuator/kafkaconsole%, OTHER",
			"/kafkaconsole, OTHER", "/, OTHER", "%, OTHER" })
	void whatARequestIsForIsKnown(String path, ConsolePaths.Target target) {
		assertThat(new ConsolePaths("/actuator/kafkaconsole", "/actuator/kafkagroups").target(path)).isEqualTo(target);
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/kafka, /actuator/kafka/groups, /actuator/kafka/groups, GROUPS",
			"/actuator/kafka, /actuator/kafka/groups, /app/actuator/kafka/groups/orders, GROUPS",
			"/actuator/kafka, /actuator/kafka/groups, /actuator/kafka, PAGE",
			"/actuator/kafka, /actuator/kafka/groups, /actuator/kafka/console.js, ASSET",
			"/actuator/kafka/page, /actuator/kafka, /actuator/kafka/page, PAGE",
			"/actuator/kafka/page, /actuator/kafka, /actuator/kafka, GROUPS",
			"/actuator/kafka/page, /actuator/kafka, /actuator/kafka/orders, GROUPS" })
	void oneMayBeBelowTheOther(String console, String groups, String path, ConsolePaths.Target target) {
		assertThat(new ConsolePaths(console, groups).target(path)).isEqualTo(target);
	}

}
