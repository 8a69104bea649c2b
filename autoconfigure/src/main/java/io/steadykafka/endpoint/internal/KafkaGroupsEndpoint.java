package io.steadykafka.endpoint.internal;

import java.util.LinkedHashMap;
import java.util.Map;

import io.steadykafka.endpoint.internal.arguments.Arguments;
import io.steadykafka.endpoint.internal.arguments.InvalidArgumentException;
import io.steadykafka.endpoint.internal.operation.GroupOperations;
import io.steadykafka.operations.GroupDescriptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Describes and operates consumer groups. As it is over JMX; over HTTP
 * {@link KafkaGroupsWebExtension} takes its place.
 */
@Endpoint(id = KafkaGroupsEndpoint.ID, defaultAccess = Access.READ_ONLY)
public final class KafkaGroupsEndpoint {

	/**
	 * The endpoint's id.
	 */
	public static final String ID = "kafkagroups";

	private static final String UNKNOWN = "unknown";

	private final GroupDescriptions descriptions;

	private final GroupOperations operations;

	public KafkaGroupsEndpoint(GroupDescriptions descriptions, GroupOperations operations) {
		this.descriptions = descriptions;
		this.operations = operations;
	}

	/**
	 * Describes one group, or lists groups.
	 * @param group the group, {@code null} or empty to list groups
	 * @param all whether to list all groups of the cluster
	 */
	@ReadOperation
	public Map<String, @Nullable Object> groups(@Nullable String group, @Nullable String all) {
		try {
			return read(chosen(group), new Arguments(given("all", all)).flag("all", false));
		}
		catch (InvalidArgumentException ex) {
			throw translated(ex);
		}
	}

	Map<String, @Nullable Object> read(@Nullable String group, boolean all) {
		return (group != null) ? this.descriptions.describe(group) : this.descriptions.groups(all);
	}

	/**
	 * Carries out an operation. All parameters are texts, which consoles can enter; what
	 * is empty counts as not given.
	 */
	@WriteOperation
	public Map<String, @Nullable Object> operate(@Nullable String operation, @Nullable String group,
			@Nullable String listener, @Nullable String topic, @Nullable String partition, @Nullable String partitions,
			@Nullable String offset, @Nullable String to, @Nullable String value, @Nullable String dryRun,
			@Nullable String force, @Nullable String id, @Nullable String limit) {
		Map<String, Object> given = given(Arguments.OPERATION, operation);
		given.putAll(given(Arguments.GROUP, group));
		given.putAll(given(Arguments.LISTENER, listener));
		given.putAll(given(Arguments.TOPIC, topic));
		given.putAll(given(Arguments.PARTITION, partition));
		given.putAll(given(Arguments.PARTITIONS, partitions));
		given.putAll(given(Arguments.OFFSET, offset));
		given.putAll(given(Arguments.TO, to));
		given.putAll(given(Arguments.VALUE, value));
		given.putAll(given(Arguments.DRY_RUN, dryRun));
		given.putAll(given(Arguments.FORCE, force));
		given.putAll(given(Arguments.ID, id));
		given.putAll(given(Arguments.LIMIT, limit));
		try {
			return this.operations.run(null, new Arguments(given), UNKNOWN).document();
		}
		catch (InvalidArgumentException ex) {
			throw translated(ex);
		}
	}

	private static Map<String, Object> given(String argument, @Nullable String value) {
		Map<String, Object> given = new LinkedHashMap<>();
		String text = chosen(value);
		if (text != null) {
			given.put(argument, text);
		}
		return given;
	}

	private static @Nullable String chosen(@Nullable String value) {
		return (value == null || value.isEmpty()) ? null : value;
	}

	/**
	 * To a class that clients of JMX have too.
	 */
	private static IllegalArgumentException translated(InvalidArgumentException wrong) {
		return new IllegalArgumentException(
				wrong.getMessage() + (wrong.allowed().isEmpty() ? "" : ". Allowed: " + wrong.allowed()));
	}

}
