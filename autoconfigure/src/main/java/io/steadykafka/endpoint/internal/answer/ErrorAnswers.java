package io.steadykafka.endpoint.internal.answer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import io.steadykafka.endpoint.internal.arguments.InvalidArgumentException;
import io.steadykafka.operations.internal.text.PlainText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * What a call is answered that is wrong or fails.
 */
public final class ErrorAnswers {

	private static final int CONFLICT = 409;

	private static final int LONGEST = 1_000;

	private ErrorAnswers() {
	}

	/**
	 * The status of a call that was not, or not wholly, done.
	 */
	public static int conflict() {
		return CONFLICT;
	}

	public static boolean isExpected(RuntimeException exception) {
		return exception instanceof IllegalArgumentException || exception instanceof NoSuchElementException
				|| exception instanceof IllegalStateException;
	}

	public static Answer of(RuntimeException exception) {
		if (exception instanceof InvalidArgumentException wrong) {
			return answer(WebEndpointResponse.STATUS_BAD_REQUEST, wrong.getMessage(), wrong.argument(),
					wrong.allowed());
		}
		if (exception instanceof IllegalArgumentException) {
			return answer(WebEndpointResponse.STATUS_BAD_REQUEST, exception.getMessage(), null, List.of());
		}
		if (exception instanceof NoSuchElementException) {
			return answer(WebEndpointResponse.STATUS_NOT_FOUND, exception.getMessage(), null, List.of());
		}
		if (exception instanceof IllegalStateException) {
			return answer(CONFLICT, exception.getMessage(), null, List.of());
		}
		return answer(WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR,
				exception.getClass().getSimpleName() + ": " + exception.getMessage(), null, List.of());
	}

	private static Answer answer(int status, @Nullable String error, @Nullable String argument, List<String> allowed) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("error", PlainText.of(error, LONGEST));
		document.put("argument", argument);
		document.put("allowed", allowed);
		return new Answer(status, document);
	}

}
