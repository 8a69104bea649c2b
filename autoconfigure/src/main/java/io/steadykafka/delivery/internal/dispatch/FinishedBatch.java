package io.steadykafka.delivery.internal.dispatch;

/**
 * What a listener did with a portion.
 *
 * @param returned how many records it returned from
 * @param processed how many of them without an exception
 * @param start when it got them, moved on by whatever is not its work
 * @param end when it last returned
 */
public record FinishedBatch(int returned, int processed, long start, long end) {

}
