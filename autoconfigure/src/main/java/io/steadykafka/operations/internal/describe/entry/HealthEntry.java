package io.steadykafka.operations.internal.describe.entry;

import org.jspecify.annotations.Nullable;

/**
 * What a health indicator says of a listener, or of the group.
 *
 * @param listener empty for the group
 * @param status {@code null} for a listener that is not protected
 * @param since {@code null} if it never changed
 * @param waits what grace or recovery delay holds back; empty for nothing
 */
public record HealthEntry(String indicator, String listener, @Nullable String status, @Nullable String since,
		String reason, String remedy, String waits) {

	/**
	 * Whether there is nothing to say.
	 */
	public boolean isFine() {
		return "UP".equals(this.status) && this.waits.isEmpty();
	}

}
