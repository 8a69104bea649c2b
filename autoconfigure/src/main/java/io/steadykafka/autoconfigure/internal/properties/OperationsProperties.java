package io.steadykafka.autoconfigure.internal.properties;

import java.time.Duration;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Operations on groups while the application runs.
 *
 * @param enabled Whether groups can be described and operated: by the actuator endpoint
 * "kafkagroups" if it is exposed, and by beans.
 * @param timeout How long an operation waits for members that finish their work, and for
 * answers of other instances. At least 1s, at most 5m.
 * @param topic Topic through which all instances of the application know of each other,
 * so that operations reach them all. It is created if it is missing. Everyone who may
 * write to it may operate the application.
 * @param acceptRemote Whether this instance carries out operations that other instances
 * ask for through the topic.
 * @param showValues Whether browsing dead letters shows the values of records. Set it to
 * true only if everybody with access to the endpoint may read them.
 */
public record OperationsProperties(@DefaultValue("true") boolean enabled, @DefaultValue("10s") Duration timeout,
		@Nullable String topic, @DefaultValue("true") boolean acceptRemote, @DefaultValue("false") boolean showValues) {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofMinutes(5);

	private static final Pattern LEGAL_TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

	void validate() {
		SteadyKafkaProperties.refuse("false".equalsIgnoreCase(this.topic), "operations.topic", this.topic,
				"It must be the name of a topic, and no topic can have that name here. Leave it out to operate each "
						+ "instance by itself.");
		SteadyKafkaProperties.refuse(this.topic != null && !LEGAL_TOPIC.matcher(this.topic).matches(),
				"operations.topic", this.topic, "It must be the name of a topic: letters, digits, '.', '_' and '-', at "
						+ "most 249 of them. Use for example shop-operations.");
		SteadyKafkaProperties.refuse(this.timeout.compareTo(SHORTEST) < 0 || this.timeout.compareTo(LONGEST) > 0,
				"operations.timeout", this.timeout, "It must be at least 1s, because a member has to finish its "
						+ "records, and at most 5m, because a person waits for it. Use for example 10s.");
	}

}
