/**
 * Logs, audits and counts operations.
 */
@NullMarked
package io.steadykafka.operations.internal.log;

import org.jspecify.annotations.NullMarked;
