/**
 * What several scenarios share: the cluster, its topics, handled records, deadlines.
 */
@NullMarked
package io.steadykafka.benchmarks.scenario.support;

import org.jspecify.annotations.NullMarked;
