/**
 * What other capabilities are told by, and tell, the consumer of a member.
 */
@NullMarked
package io.steadykafka.listener.internal.session;

import org.jspecify.annotations.NullMarked;
