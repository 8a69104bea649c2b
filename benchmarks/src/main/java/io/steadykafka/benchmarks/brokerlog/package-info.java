/**
 * What the broker says about generations of groups, and what members say.
 */
@NullMarked
package io.steadykafka.benchmarks.brokerlog;

import org.jspecify.annotations.NullMarked;
