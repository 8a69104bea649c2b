/**
 * What instances tell each other of groups, in few bytes.
 */
@NullMarked
package io.steadykafka.operations.internal.allinstances.report;

import org.jspecify.annotations.NullMarked;
