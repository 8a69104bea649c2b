package io.steadykafka.operations;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Describes groups, as documents of maps, lists, texts, numbers and booleans:
 * docs/operations.md names their fields. What is not known is {@code null}, with a field
 * beside it that says why. Brokers are asked at most once a second, whoever asks, and not
 * waited for beyond a timeout: each part says how old it is. Safe for use by several
 * threads.
 */
public interface GroupDescriptions {

	/**
	 * Lists groups.
	 * @param all whether to include groups of the cluster that no listener of this
	 * application is in
	 * @return the document
	 */
	Map<String, @Nullable Object> groups(boolean all);

	/**
	 * Describes one group.
	 * @param group the group
	 * @return the document
	 * @throws java.util.NoSuchElementException if there is no such group
	 */
	Map<String, @Nullable Object> describe(String group);

}
