package io.steadykafka.sample.topics;

/**
 * The names of the topics.
 */
public final class Topics {

	/** Orders, keyed by customer. */
	public static final String ORDERS = "orders";

	/** Payments, keyed by customer. */
	public static final String PAYMENTS = "payments";

	/** Shipments, keyed by customer. */
	public static final String SHIPMENTS = "shipments";

	private Topics() {
	}

}
