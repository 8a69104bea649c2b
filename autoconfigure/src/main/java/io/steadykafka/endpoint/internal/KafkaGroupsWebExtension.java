package io.steadykafka.endpoint.internal;

import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.steadykafka.endpoint.internal.answer.Answer;
import io.steadykafka.endpoint.internal.answer.ErrorAnswers;
import io.steadykafka.endpoint.internal.arguments.Arguments;
import io.steadykafka.endpoint.internal.arguments.InvalidArgumentException;
import io.steadykafka.endpoint.internal.arguments.RequestedGroup;
import io.steadykafka.endpoint.internal.operation.GroupOperations;
import io.steadykafka.endpoint.internal.operation.OperationAnswer;
import io.steadykafka.operations.internal.log.LoggedFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * The endpoint over HTTP: with paths, statuses, and who asks. Gets all arguments by
 * {@link AllArguments}.
 */
@EndpointWebExtension(endpoint = KafkaGroupsEndpoint.class)
public final class KafkaGroupsWebExtension {

	private static final Log logger = LogFactory.getLog(KafkaGroupsWebExtension.class);

	private static final String PATH = "path";

	private static final String ALL = "all";

	private static final String UNKNOWN = "unknown";

	private final KafkaGroupsEndpoint endpoint;

	private final GroupOperations operations;

	public KafkaGroupsWebExtension(KafkaGroupsEndpoint endpoint, GroupOperations operations) {
		this.endpoint = endpoint;
		this.operations = operations;
	}

	@ReadOperation
	public WebEndpointResponse<byte[]> groups(Map<String, Object> arguments) {
		return read(arguments, false);
	}

	@ReadOperation
	public WebEndpointResponse<byte[]> group(Map<String, Object> arguments,
			@Selector(match = Match.ALL_REMAINING) String[] path) {
		return read(arguments, true);
	}

	@WriteOperation
	public WebEndpointResponse<byte[]> operate(SecurityContext security, Map<String, Object> arguments) {
		return write(security, arguments, false);
	}

	@WriteOperation
	public WebEndpointResponse<byte[]> operateGroup(SecurityContext security, Map<String, Object> arguments,
			@Selector(match = Match.ALL_REMAINING) String[] path) {
		return write(security, arguments, true);
	}

	private WebEndpointResponse<byte[]> read(Map<String, Object> given, boolean withPath) {
		return answer(() -> {
			Arguments arguments = new Arguments(given);
			String[] path = (withPath) ? path(given) : null;
			String group = RequestedGroup.find(path, arguments.text(Arguments.GROUP).orElse(null)).orElse(null);
			return new Answer(WebEndpointResponse.STATUS_OK, this.endpoint.read(group, arguments.flag(ALL, false)));
		}, true);
	}

	private WebEndpointResponse<byte[]> write(SecurityContext security, Map<String, Object> given, boolean withPath) {
		return answer(() -> {
			String[] path = (withPath) ? path(given) : null;
			Map<String, Object> others = new LinkedHashMap<>(given);
			if (path != null) {
				others.remove(PATH);
			}
			OperationAnswer answer = this.operations.run(path, new Arguments(others), principal(security));
			return new Answer((answer.done()) ? WebEndpointResponse.STATUS_OK : ErrorAnswers.conflict(),
					answer.document());
		}, false);
	}

	/**
	 * The rest of the path. Spring Boot puts an argument of the same name in its place,
	 * which is never an array.
	 */
	private static String[] path(Map<String, Object> given) {
		if (given.get(PATH) instanceof String[] path) {
			return path;
		}
		throw new InvalidArgumentException(PATH, "is none of the endpoint", List.of());
	}

	private static String principal(SecurityContext security) {
		Principal principal = security.getPrincipal();
		String name = (principal != null) ? principal.getName() : null;
		return (name == null || name.isBlank()) ? UNKNOWN : name;
	}

	private static WebEndpointResponse<byte[]> answer(Supplier<Answer> call, boolean log) {
		try {
			return call.get().toResponse();
		}
		catch (RuntimeException ex) {
			if (log && !ErrorAnswers.isExpected(ex)) {
				logger.warn("Describing groups failed", LoggedFailure.of(ex));
			}
			return ErrorAnswers.of(ex).toResponse();
		}
	}

}
