package io.steadykafka.operations.internal.describe.view;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.lint.internal.Finding;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.listener.internal.state.ContainerStates;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding;

/**
 * What other capabilities know of listeners. None of it may block.
 *
 * @param failing the records that a listener fails on, empty if they are not handled here
 * @param stackTraces the first lines of the stack trace of a failed record, empty if they
 * are not kept
 * @param watchdog what the watchdog found
 * @param lint what the check of settings found, of all listeners
 */
public record ListenerViews(ContainerStates states, OwnedPartitions owned, LocalMembers members,
		Function<ListenerContainer, Optional<List<FailedRecord>>> failing,
		Function<FailedRecord, List<String>> stackTraces, Function<ListenerContainer, List<WatchFinding>> watchdog,
		Supplier<List<Finding>> lint, PauseView pauses) {

}
