package io.steadykafka.delivery.internal.dispatch;

/**
 * What a listener did with a batch.
 *
 * @param returned how many records it returned from
 * @param processed how many of them without an exception
 * @param failed how many records failed
 * @param nanos the time that it took, without what is not its work
 */
record FinishedBatch(int returned, int processed, int failed, long nanos) {

}
