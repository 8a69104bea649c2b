package io.steadykafka.operations.internal.describe.broker;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The last good answer to a question, and why later ones failed. Immutable.
 *
 * @param value the answer, {@code null} before the first one
 * @param at when it came, {@code null} before the first one
 * @param failure why the questions since then failed; empty if the last one did not
 * @param failingSince when the first of them failed, {@code null} if none did
 */
public record Answer<T>(@Nullable T value, @Nullable Instant at, String failure, @Nullable Instant failingSince) {

	public static <T> Answer<T> none() {
		return new Answer<>(null, null, "", null);
	}

	public static <T> Answer<T> of(T value, Instant at) {
		return new Answer<>(value, at, "", null);
	}

	public Answer<T> failed(String why, Instant now) {
		return new Answer<>(this.value, this.at, why, (this.failingSince != null) ? this.failingSince : now);
	}

	public boolean isFailing() {
		return !this.failure.isEmpty();
	}

	/**
	 * Why there is no value, for people.
	 */
	public String whyUnknown() {
		return (isFailing()) ? this.failure + ", since " + this.failingSince : "the brokers have not answered yet";
	}

}
