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
	@CsvSource({ "/app/actuator/kafkaconsole, true", "/actuator/%6bafkaconsole;x=1, true",
			"/actuator/kafkaconsole/console.js, false", "/actuator/kafkagroups, false" })
	void onlyThePageHasTheToken(String path, boolean page) {
		assertThat(new ConsolePaths("/actuator/kafkaconsole", "/actuator/kafkagroups").isPage(path)).isEqualTo(page);
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/kafkaconsole, true", "/app/actuator/kafkaconsole, true",
			"/actuator/kafkaconsole/a.js, true", "/actuator/kafkaconsole;v=1, true", "/actuator/kafkaconsoles, false",
			"/actuator/%6bafkaconsole, true", "/actuator;x=1/kafkaconsole, true", "/actuator%2fkafkaconsole, true",
			"/actuator/kafkaconsole-app/actuator/kafkaconsole, true", "/actuator/kafkaconsole%, false",
			"/kafkaconsole, false", "/, false", "%, false" })
	void aRequestForThePageIsKnown(String path, boolean known) {
		assertThat(new ConsolePaths("/actuator/kafkaconsole", "/actuator/kafkagroups").isConsole(path))
			.isEqualTo(known);
	}

}
