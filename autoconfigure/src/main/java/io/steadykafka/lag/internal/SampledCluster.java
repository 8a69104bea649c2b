package io.steadykafka.lag.internal;

import io.steadykafka.lag.internal.sampling.ClusterSampler;
import io.steadykafka.lag.internal.sampling.SampleSchedule;
import io.steadykafka.listener.internal.ClusterKey;

/**
 * A cluster with what samples it, and when.
 */
record SampledCluster(ClusterKey key, ClusterSampler sampler, SampleSchedule schedule) {

	boolean isIdle() {
		return this.sampler.groups().isEmpty();
	}

}
