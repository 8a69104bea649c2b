package io.steadykafka.operations.internal.describe.row;

import java.time.Duration;
import java.time.Instant;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.operations.internal.describe.broker.Answer;
import io.steadykafka.operations.internal.describe.field.Document;
import io.steadykafka.operations.internal.describe.field.SampleField;
import org.jspecify.annotations.Nullable;

/**
 * Says how old a part of a document is.
 */
public final class SampleRow {

	private SampleRow() {
	}

	public static Document of(Answer<?> answer, Instant now) {
		return of(answer.at(), answer.failure(), now).put(SampleField.FAILING_SINCE, answer.failingSince(),
				"nothing fails");
	}

	static Document of(GroupLag sample, Instant now) {
		return of(sample.sampledAt(), sample.failure(), now).unknown(SampleField.FAILING_SINCE,
				(sample.failure().isEmpty()) ? "nothing fails" : "soon after sampledAt: it was the last good sample");
	}

	private static Document of(@Nullable Instant at, String failure, Instant now) {
		String unknown = (failure.isEmpty()) ? "there is no answer yet" : failure;
		return new Document().put(SampleField.SAMPLED_AT, at, unknown)
			.put(SampleField.AGE_SECONDS, age(at, now), unknown)
			.put(SampleField.FAILURE, failure);
	}

	static @Nullable Duration age(@Nullable Instant at, Instant now) {
		if (at == null) {
			return null;
		}
		// The clock may have been set back.
		return (at.isAfter(now)) ? Duration.ZERO : Duration.between(at, now);
	}

}
