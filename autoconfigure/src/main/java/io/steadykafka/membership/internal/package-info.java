/**
 * How members join, stay in and leave their groups.
 */
@NullMarked
package io.steadykafka.membership.internal;

import org.jspecify.annotations.NullMarked;
