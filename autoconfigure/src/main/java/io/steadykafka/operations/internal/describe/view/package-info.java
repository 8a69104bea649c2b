/**
 * What is known of groups and their partitions at one moment, and where it comes from.
 */
@NullMarked
package io.steadykafka.operations.internal.describe.view;

import org.jspecify.annotations.NullMarked;
