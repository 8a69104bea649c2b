package io.steadykafka.operations.internal.log;

/**
 * Is told of operations that ended.
 */
public interface OperationListener {

	void ended(OperationEntry entry);

}
