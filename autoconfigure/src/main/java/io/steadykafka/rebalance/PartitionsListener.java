package io.steadykafka.rebalance;

/**
 * For applications: a bean of this type is called when partitions of any listener that
 * subscribes are assigned, revoked or lost. There may be several; {@code @Order} applies.
 * <p>
 * Called on the consumer's thread, before the rebalance listener of the container. It
 * should return quickly, as the whole group may wait. An exception is logged and has no
 * other effect.
 */
public interface PartitionsListener {

	/**
	 * A member of a listener may read partitions from now on.
	 * @param event the listener and the partitions, perhaps none
	 */
	default void assigned(PartitionsEvent event) {
	}

	/**
	 * A member gives partitions up, and the container has not made its last commit of
	 * them yet.
	 * @param event the listener and the partitions
	 */
	default void revokedBeforeCommit(PartitionsEvent event) {
	}

	/**
	 * A member gives partitions up, and the container has made its last commit of them. A
	 * commit that failed is repeated right after this call.
	 * @param event the listener and the partitions
	 */
	default void revokedAfterCommit(PartitionsEvent event) {
	}

	/**
	 * A member lost partitions: another one may own them already. No other method is
	 * called for these afterwards.
	 * @param event the listener and the partitions
	 */
	default void lost(PartitionsEvent event) {
	}

}
