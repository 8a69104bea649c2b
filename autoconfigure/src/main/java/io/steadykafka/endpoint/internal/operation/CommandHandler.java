package io.steadykafka.endpoint.internal.operation;

import io.steadykafka.operations.internal.log.OperationResult;

/**
 * Carries out some commands. Reads all arguments before anything changes.
 */
interface CommandHandler {

	OperationResult handle(CommandRequest request);

}
