package io.steadykafka.delivery.internal.consumer;

import io.steadykafka.delivery.internal.testing.TestMember;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Makes consumers that belong to their member before they are polled.
 */
public final class BoundConsumer {

	private BoundConsumer() {
	}

	public static Consumer<String, String> of(TestMember member, Consumer<String, String> fake) {
		SteadyConsumer<String, String> consumer = member.consumer(fake);
		consumer.bind();
		return consumer;
	}

}
