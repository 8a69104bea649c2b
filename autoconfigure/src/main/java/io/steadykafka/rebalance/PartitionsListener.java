package io.steadykafka.rebalance;

/**
 * For applications: a bean of this type is told when partitions of any listener that
 * subscribes are assigned, revoked or lost. There may be several; {@code @Order} holds.
 * <p>
 * Called on the consumer's thread, before the rebalance listener that the container has:
 * it should return quickly, as the whole group may wait. What it throws is logged and
 * goes no further.
 */
public interface PartitionsListener {

	/**
	 * A member of a listener may read partitions from now on.
	 * @param event whose, and which; may be none
	 */
	default void assigned(PartitionsEvent event) {
	}

	/**
	 * A member gives partitions up, and the container has not made its last commit of
	 * them yet.
	 * @param event whose, and which
	 */
	default void revokedBeforeCommit(PartitionsEvent event) {
	}

	/**
	 * A member gives partitions up, and the container has made its last commit of them. A
	 * commit that failed is made again right after this.
	 * @param event whose, and which
	 */
	default void revokedAfterCommit(PartitionsEvent event) {
	}

	/**
	 * A member lost partitions: another one may own them already. Nothing is called
	 * afterwards for these.
	 * @param event whose, and which
	 */
	default void lost(PartitionsEvent event) {
	}

}
