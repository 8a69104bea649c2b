package io.steadykafka.endpoint.internal.answer;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;

import io.steadykafka.endpoint.internal.arguments.InvalidArgumentException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorAnswersTests {

	@Test
	void aWrongArgumentIsNamedWithWhatIsAllowed() {
		Answer answer = ErrorAnswers.of(new InvalidArgumentException("to", "is 'latest'", List.of("to-latest")));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.document()).containsEntry("error", "Argument 'to' is 'latest'")
			.containsEntry("argument", "to")
			.containsEntry("allowed", List.of("to-latest"));
	}

	@Test
	void eachKindOfExceptionHasItsStatus() {
		assertThat(Arrays.asList(new IllegalArgumentException("a"), new NoSuchElementException("b"),
				new IllegalStateException("c"), new UnsupportedOperationException("d")))
			.extracting((exception) -> ErrorAnswers.of(exception).status())
			.containsExactly(400, 404, 409, 500);
	}

	@Test
	void whatIsUnexpectedSaysClassAndMessageOnly() {
		assertThat(ErrorAnswers.of(new UnsupportedOperationException("no\nway", new IllegalStateException("inside")))
			.document()).containsEntry("error", "UnsupportedOperationException: no?way");
	}

	@Test
	void aLongMessageIsCut() {
		assertThat(ErrorAnswers.of(new IllegalStateException("x".repeat(10_000))).document().get("error")).asString()
			.hasSize(1_001);
	}

}
