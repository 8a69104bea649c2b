package io.steadykafka.membership.internal;

/**
 * Which group protocol members should speak.
 */
public enum Protocol {

	/**
	 * Members assign partitions among themselves.
	 */
	CLASSIC,

	/**
	 * The broker assigns partitions (KIP-848).
	 */
	CONSUMER,

	/**
	 * The consumer protocol if the brokers have it, no member of the group speaks the
	 * classic one, and no setting of the listener conflicts with it.
	 */
	AUTO

}
