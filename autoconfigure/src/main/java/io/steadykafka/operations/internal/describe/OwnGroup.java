package io.steadykafka.operations.internal.describe;

import java.util.List;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.state.ShareListener;
import org.jspecify.annotations.Nullable;

/**
 * A group of this application's listeners.
 *
 * @param cluster where it is; {@code null} for a share group if no other listener tells
 * that
 */
record OwnGroup(@Nullable KnownCluster cluster, String name, List<ListenerContainer> listeners,
		List<ShareListener> share) {

}
