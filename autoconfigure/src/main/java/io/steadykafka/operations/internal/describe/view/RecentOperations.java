package io.steadykafka.operations.internal.describe.view;

import java.util.List;
import java.util.function.Supplier;

import io.steadykafka.operations.DeadLetterReplay;
import io.steadykafka.operations.OffsetReset;

/**
 * The last operations that somebody may want to look at or take back.
 *
 * @param replays the last replays of this instance
 * @param resets the resets that can be undone
 */
public record RecentOperations(Supplier<List<DeadLetterReplay>> replays, Supplier<List<OffsetReset>> resets) {

}
