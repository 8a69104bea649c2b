/**
 * How a listener's members join their group: which protocol they speak, which assignors
 * they offer, by which name the broker knows them again.
 */
@NullMarked
package io.steadykafka.membership;

import org.jspecify.annotations.NullMarked;
