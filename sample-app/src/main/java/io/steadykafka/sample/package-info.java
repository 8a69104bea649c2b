/**
 * A consumer application as a user would write it, and what it takes to try it out.
 */
@NullMarked
package io.steadykafka.sample;

import org.jspecify.annotations.NullMarked;
