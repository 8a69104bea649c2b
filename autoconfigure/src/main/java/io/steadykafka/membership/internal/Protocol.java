package io.steadykafka.membership.internal;

/**
 * Which group protocol members are to speak.
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
	 * The consumer protocol where the brokers have it, the group has no member with the
	 * classic one, and no setting of the listener's stands against it.
	 */
	AUTO

}
