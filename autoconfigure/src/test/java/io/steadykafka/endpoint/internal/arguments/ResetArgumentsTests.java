package io.steadykafka.endpoint.internal.arguments;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.steadykafka.operations.ResetRequest;
import io.steadykafka.operations.ResetRequest.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ResetArgumentsTests {

	@ParameterizedTest
	@CsvSource({ "to-earliest,", "to-latest,", "to-current,", "to-offset,17", "shift-by,-5",
			"to-datetime,2026-11-30T12:00", "by-duration,15m" })
	void theWordsAreThoseOfTheCommandLine(String to, String value) {
		ResetRequest request = read("to", to, "value", value, "topic", "orders");
		assertThat(request.to()).isEqualTo(Target.valueOf(to.toUpperCase(Locale.ROOT).replace('-', '_')));
		assertThat(request.value()).isEqualTo(value);
	}

	@Test
	void allArgumentsAreRead() {
		assertThat(read("topic", "orders", "partitions", "2,0", "to", "to-offset", "value", 5, "force", true))
			.isEqualTo(new ResetRequest("group", "orders", Set.of(0, 2), Target.TO_OFFSET, "5", true, "alice"));
	}

	@Test
	void partitionsMayBeAList() {
		assertThat(read("topic", "orders", "partitions", List.of("2", 0), "to", "to-latest").partitions())
			.containsExactlyInAnyOrder(0, 2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "0,x", "0,,1", ",", "-1", "0-3", "2147483648" })
	void whatIsNoListOfPartitionsIsRefused(String partitions) {
		ArgumentsTests.assertRefused(() -> read("topic", "orders", "partitions", partitions, "to", "to-latest"),
				"partitions");
	}

	@Test
	void partitionsNeedATopic() {
		ArgumentsTests.assertRefused(() -> read("partitions", "0", "to", "to-latest"), "topic");
	}

	@ParameterizedTest
	@CsvSource({ "to-offset,-1", "to-offset,x", "to-offset,9223372036854775808", "shift-by,x", "to-earliest,0",
			"to-offset,", "shift-by,", "to-datetime,", "by-duration," })
	void aValueThatDoesNotFitIsRefused(String to, String value) {
		ArgumentsTests.assertRefused(() -> read("to", to, "value", value), "value");
	}

	@ParameterizedTest
	@ValueSource(strings = { "latest", "TO-LATEST", "--to-latest", "to_latest" })
	void anotherWordIsRefusedWithThoseThatAreAllowed(String to) {
		assertThat(ArgumentsTests.assertRefused(() -> read("to", to), "to").allowed()).contains("to-latest");
	}

	private static ResetRequest read(Object... namesAndValues) {
		Map<String, Object> values = new HashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			values.put((String) namesAndValues[i], namesAndValues[i + 1]);
		}
		return ResetArguments.read("group", new Arguments(values), "alice");
	}

}
