package io.steadykafka.benchmarks.sidebyside;

/**
 * The result of a comparison.
 *
 * @param kind the kind
 * @param reason of a difference that is explained, why; of a wrong one, what is wrong
 * @param exact whether nothing had moved between the two readings, so that there is one
 * right number only
 * @param width how many numbers would have been right, less one
 */
public record Verdict(Kind kind, String reason, boolean exact, long width) {

	/** The kinds. */
	public enum Kind {

		/** Nothing had moved, and the lag is the same. */
		EQUAL,

		/** It is between what the command line allows. */
		BETWEEN,

		/** It is another one than the command line's, and right. */
		EXPLAINED,

		/** It is not what it has to be. */
		WRONG

	}

	static Verdict wrong(String reason) {
		return new Verdict(Kind.WRONG, reason, false, 0);
	}

	static Verdict explained(String reason, boolean exact, long width) {
		return new Verdict(Kind.EXPLAINED, reason, exact, width);
	}

}
