package io.steadykafka.operations.internal.channel;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What another instance said of itself last. Its texts may be anything.
 *
 * @param receivedAt when it arrived here
 * @param stale whether the instance has not reported for three intervals
 */
public record RemoteReport(String id, String name, Map<String, @Nullable Object> body, Instant receivedAt,
		boolean stale) {

}
