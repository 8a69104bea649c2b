package io.steadykafka.endpoint.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

/**
 * Passes all arguments of a call to methods of the endpoint that have a parameter
 * {@code arguments}. Spring Boot passes those that a method has parameters of, and drops
 * the others, among them misspelt ones.
 */
public final class AllArguments implements OperationInvokerAdvisor {

	private static final String PARAMETER = "arguments";

	private static final EndpointId ENDPOINT = EndpointId.of(KafkaGroupsEndpoint.ID);

	@Override
	public OperationInvoker apply(EndpointId endpointId, OperationType operationType, OperationParameters parameters,
			OperationInvoker invoker) {
		if (!endpointId.equals(ENDPOINT)
				|| parameters.stream().noneMatch((parameter) -> parameter.getName().equals(PARAMETER))) {
			return invoker;
		}
		return (context) -> invoker.invoke(withAll(context));
	}

	private static InvocationContext withAll(InvocationContext context) {
		Map<String, Object> given = new LinkedHashMap<>(context.getArguments());
		Map<String, Object> passed = new LinkedHashMap<>(given);
		passed.put(PARAMETER, given);
		return new InvocationContext(
				Objects.requireNonNullElse(context.resolveArgument(SecurityContext.class), SecurityContext.NONE),
				passed);
	}

}
