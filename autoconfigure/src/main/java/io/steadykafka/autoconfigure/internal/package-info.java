/**
 * What the auto-configuration needs beside the capabilities.
 */
@NullMarked
package io.steadykafka.autoconfigure.internal;

import org.jspecify.annotations.NullMarked;
