/**
 * With which protocol, assignor, session and instance id members join their groups.
 */
@NullMarked
package io.steadykafka.membership.internal;

import org.jspecify.annotations.NullMarked;
