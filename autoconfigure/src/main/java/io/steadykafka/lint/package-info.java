/**
 * Settings of listeners that fight each other, found when the application starts.
 */
@NullMarked
package io.steadykafka.lint;

import org.jspecify.annotations.NullMarked;
