package io.steadykafka.endpoint.internal.arguments;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whole numbers that arguments may be.
 *
 * @param least the least that is allowed
 * @param most the most that is allowed
 */
record WholeNumber(long least, long most) {

	static final WholeNumber PARTITION = new WholeNumber(0, Integer.MAX_VALUE);

	static final WholeNumber OFFSET = new WholeNumber(0, Long.MAX_VALUE);

	static final WholeNumber SHIFT = new WholeNumber(-Long.MAX_VALUE, Long.MAX_VALUE);

	static final WholeNumber LIMIT = new WholeNumber(1, 100);

	private static final Pattern DIGITS = Pattern.compile("-?[0-9]+");

	private static final int LONGEST = 30;

	String allowed() {
		return "a whole number from " + this.least + " to " + this.most;
	}

	long parse(String argument, String text) {
		if (text.length() > LONGEST || !DIGITS.matcher(text).matches()) {
			throw wrong(argument, text);
		}
		BigInteger number = new BigInteger(text);
		if (number.compareTo(BigInteger.valueOf(this.least)) < 0
				|| number.compareTo(BigInteger.valueOf(this.most)) > 0) {
			throw wrong(argument, text);
		}
		return number.longValue();
	}

	private InvalidArgumentException wrong(String argument, String text) {
		return new InvalidArgumentException(argument, "is '" + Arguments.shown(text) + "', and must be " + allowed(),
				List.of(allowed()));
	}

}
