package io.steadykafka.operations.internal.describe;

import io.steadykafka.listener.internal.BackgroundThread;
import io.steadykafka.listener.internal.ClusterKey;
import io.steadykafka.operations.internal.describe.broker.ClusterGroups;

/**
 * A cluster that listeners of this application read from.
 *
 * @param thread asks its brokers
 */
record KnownCluster(ClusterKey key, ClusterGroups groups, BackgroundThread thread) {

	String servers() {
		return this.key.servers();
	}

}
