package io.steadykafka.operations.internal.reset.plan;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;

import io.steadykafka.operations.ResetRequest;
import io.steadykafka.operations.ResetRequest.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TargetParser}.
 */
class TargetParserTests {

	private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

	@ParameterizedTest
	@ValueSource(strings = { "2026-05-01T10:00:00Z", "2026-05-01T12:00+02:00", "2026-05-01T12:00+02:00[Europe/Paris]",
			"2026-05-01T10:00", " 2026-05-01T10:00:00.000 " })
	void aDateTimeMayHaveAZone(String value) {
		assertThat(parse(Target.TO_DATETIME, value).time())
			.hasValue(Instant.parse("2026-05-01T10:00:00Z").toEpochMilli());
	}

	@Test
	void aDateTimeWithoutZoneIsReadAsUtcAndSaysSo() {
		PartitionOffsets offsets = TestOffsets.of(3, 0, 10, 5);
		assertThat(parse(Target.TO_DATETIME, "2026-05-01T10:00").plan(offsets).note())
			.isEqualTo("The time names no zone and is read as UTC");
		assertThat(parse(Target.TO_DATETIME, "2026-05-01T10:00Z").plan(offsets).note()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "15m,900", "PT15M,900", "P1D,86400", "2h,7200", "0s,0" })
	void aDurationIsIsoOrSimple(String value, long seconds) {
		assertThat(parse(Target.BY_DURATION, value).time()).hasValue(NOW.minusSeconds(seconds).toEpochMilli());
	}

	/**
	 * Brokers take -1 for the end of the log, and -2 for its start.
	 */
	@Test
	void aTimeBefore1970IsNeverNegative() {
		assertThat(parse(Target.TO_DATETIME, "1969-12-31T23:59:59.999Z").time()).hasValue(0);
		assertThat(parse(Target.TO_DATETIME, "-999999999-01-01T00:00:00Z").time()).hasValue(0);
		assertThat(parse(Target.TO_DATETIME, "+999999999-12-31T23:59:59Z").time()).hasValue(Long.MAX_VALUE);
		assertThat(parse(Target.BY_DURATION, "P36500D").time()).hasValue(0);
		assertThat(parse(Target.BY_DURATION, "PT2562047788015215H").time()).hasValue(0);
	}

	@ParameterizedTest
	@CsvSource({ "TO_OFFSET,-1", "TO_OFFSET,1.5", "TO_OFFSET,9223372036854775808", "TO_OFFSET,0x10", "TO_OFFSET,1e3",
			"SHIFT_BY,ten", "SHIFT_BY,--1", "SHIFT_BY,-9223372036854775809", "TO_DATETIME,2026-05-01",
			"TO_DATETIME,1780000000000", "TO_DATETIME,2026-13-01T00:00:00Z", "TO_DATETIME,now", "BY_DURATION,15",
			"BY_DURATION,+15", "BY_DURATION,-PT5M", "BY_DURATION,-5m", "BY_DURATION,5 minutes",
			"BY_DURATION,99999999999999999999d", "BY_DURATION,9223372036854775807d", "TO_EARLIEST,0", "TO_LATEST,0",
			"TO_CURRENT,0" })
	void aWrongValueIsNamedWithWhatIsAllowed(Target to, String value) {
		String name = to.name().toLowerCase(Locale.ROOT).replace('_', '-');
		assertThatIllegalArgumentException().isThrownBy(() -> parse(to, value))
			.withMessageMatching("Argument 'value' is '\\Q" + value + "\\E', but " + name + " (needs|takes) .+");
	}

	@ParameterizedTest
	@CsvSource({ "TO_OFFSET", "SHIFT_BY", "TO_DATETIME", "BY_DURATION" })
	void aMissingValueIsNamedWithWhatIsAllowed(Target to) {
		assertThatIllegalArgumentException().isThrownBy(() -> parse(to, null))
			.withMessageStartingWith("Argument 'value' is missing: ");
		assertThatIllegalArgumentException().isThrownBy(() -> parse(to, " ")).withMessageContaining(" needs a");
	}

	@Test
	void aHostileValueIsCutAndHasNoLineBreaks() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> parse(Target.TO_OFFSET, "1\n2026 INFO forged\u202e" + "9".repeat(1_000_000)))
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(300)
				.contains("'1?2026 INFO forged?999")
				.doesNotContain("\n"));
	}

	@Test
	void theCommandLinesTargetsWithoutValueNeedNone() {
		PartitionOffsets offsets = TestOffsets.of(3, 0, 10, -1);
		assertThat(parse(Target.TO_EARLIEST, null).plan(offsets).after()).isZero();
		assertThat(parse(Target.TO_LATEST, null).plan(offsets).after()).isEqualTo(10);
		assertThat(parse(Target.TO_CURRENT, "").plan(offsets).after()).isEqualTo(3);
		assertThat(parse(Target.SHIFT_BY, "+2").plan(offsets).after()).isEqualTo(5);
		assertThat(parse(Target.SHIFT_BY, "-2").plan(offsets).after()).isEqualTo(1);
		assertThat(parse(Target.TO_OFFSET, "7").plan(offsets).after()).isEqualTo(7);
	}

	private static ResetTarget parse(Target to, @Nullable String value) {
		return TargetParser.parse(new ResetRequest("group", null, Set.of(), to, value, false, "test"), NOW);
	}

}
