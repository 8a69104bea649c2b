package io.steadykafka.endpoint.internal.operation;

import io.steadykafka.endpoint.internal.arguments.Arguments;
import io.steadykafka.endpoint.internal.arguments.Command;

/**
 * A command with its arguments.
 */
record CommandRequest(Command command, String group, Arguments arguments, String by) {

}
