package io.steadykafka.endpoint.internal.arguments;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ArgumentsTests {

	@ParameterizedTest
	@EnumSource
	void eachCommandHasAName(Command command) {
		assertThat(of("operation", command.toString()).command()).isEqualTo(command);
	}

	@Test
	void whatIsNullIsNotThere() {
		Map<String, Object> values = new HashMap<>();
		values.put("topic", null);
		assertThat(new Arguments(values).text("topic")).isEmpty();
	}

	@ParameterizedTest
	@MethodSource
	void whatIsNoTextNumberOrBooleanIsRefused(Object value) {
		assertRefused(() -> of("topic", value).text("topic"), "topic");
	}

	static Stream<Object> whatIsNoTextNumberOrBooleanIsRefused() {
		return Stream.of(List.of("a", "b"), List.of(), Map.of("a", "b"), new int[] { 1 }, "", "  ", "x".repeat(1_001));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "x", "1.0", "1e3", "+1", " 1", "٣", "2147483648", "99999999999999999999999", "0x1" })
	void whatIsNoPartitionIsRefusedWithWhatIsAllowed(String value) {
		InvalidArgumentException refusal = assertRefused(() -> of("partition", value).partition(), "partition");
		assertThat(refusal.allowed()).containsExactly("a whole number from 0 to 2147483647");
	}

	@Test
	void numbersAreReadFromTextsAndNumbers() {
		assertThat(of("partition", 7).partition()).contains(7);
		assertThat(of("partition", "007").partition()).contains(7);
		assertThat(of("offset", Long.MAX_VALUE).requiredOffset()).isEqualTo(Long.MAX_VALUE);
		assertThat(of("limit", "100").limit(10)).isEqualTo(100);
		assertThat(of("other", "1").limit(10)).isEqualTo(10);
	}

	@Test
	void aFlagIsTrueOrFalse() {
		assertThat(of("force", true).flag("force", false)).isTrue();
		assertThat(of("force", "false").flag("force", true)).isFalse();
		assertThat(of("other", "1").flag("force", true)).isTrue();
		assertRefused(() -> of("force", "TRUE").flag("force", false), "force");
		assertRefused(() -> of("force", 1).flag("force", false), "force");
	}

	@Test
	void onlyTheWordFalseSaysThatSomethingIsToBeChanged() {
		assertThat(of("dryRun", false).isDryRun(true)).isFalse();
		assertThat(of("dryRun", "false").isDryRun(true)).isFalse();
		assertThat(of("dryRun", "no").isDryRun(true)).isTrue();
		assertThat(of("other", "no").isDryRun(true)).isTrue();
		assertThat(of("other", "no").isDryRun(false)).isFalse();
		assertThat(of("dryRun", "true").isDryRun(false)).isTrue();
		assertThat(of("dryRun", "no").isDryRun(false)).isTrue();
	}

	@Test
	void whatIsMissingIsNamed() {
		assertRefused(() -> of("other", "1").command(), "operation");
		assertRefused(() -> of("other", "1").required("topic"), "topic");
		assertRefused(() -> of("other", "1").requiredPartition(), "partition");
		assertRefused(() -> of("other", "1").requiredOffset(), "offset");
	}

	@Test
	void anArgumentOfAnotherCommandIsRefused() {
		of("topic", "orders").checkKnown(Command.PAUSE);
		assertThat(assertRefused(() -> of("topic", "orders").checkKnown(Command.STOP), "topic").allowed())
			.containsExactly("operation", "group", "listener");
		assertRefused(() -> of("lisener", "orders").checkKnown(Command.PAUSE), "lisener");
	}

	private static Arguments of(String argument, Object value) {
		return new Arguments(Map.of(argument, value));
	}

	static InvalidArgumentException assertRefused(ThrowingCallable call, String argument) {
		InvalidArgumentException[] refusal = new InvalidArgumentException[1];
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(call)
			.withMessageStartingWith("Argument '" + argument + "' ")
			.satisfies((ex) -> refusal[0] = ex);
		assertThat(refusal[0].argument()).isEqualTo(argument);
		return refusal[0];
	}

}
