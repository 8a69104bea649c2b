package io.steadykafka.operations.internal.reset;

import java.util.Objects;

import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/**
 * Says why the brokers refused something, and what to do.
 */
final class BrokerRefusal {

	private BrokerRefusal() {
	}

	static String describe(RuntimeException refusal) {
		if (refusal instanceof UnknownMemberIdException || refusal instanceof GroupSubscribedToTopicException
				|| refusal instanceof RebalanceInProgressException) {
			return "a member joined the group meanwhile, so try again";
		}
		String message = PlainText.message(Objects.requireNonNullElse(refusal.getMessage(), ""));
		if (refusal instanceof AuthorizationException) {
			return "the brokers do not allow it (" + message + "): grant DESCRIBE, READ and DELETE on the group, and "
					+ "DESCRIBE and READ on its topics";
		}
		return (refusal instanceof IllegalStateException) ? message
				: "the brokers refused it with " + refusal.getClass().getSimpleName() + ": " + message;
	}

}
