/**
 * What operations do on the threads of members.
 */
@NullMarked
package io.steadykafka.operations.internal.member;

import org.jspecify.annotations.NullMarked;
