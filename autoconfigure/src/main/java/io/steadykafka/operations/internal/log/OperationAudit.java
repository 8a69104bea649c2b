package io.steadykafka.operations.internal.log;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes operations as audit events of Spring Boot. Needs its actuator.
 */
public final class OperationAudit implements OperationListener {

	/**
	 * The type of the events.
	 */
	public static final String TYPE = "KAFKA_GROUP_OPERATION";

	private final ApplicationEventPublisher publisher;

	public OperationAudit(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public void ended(OperationEntry entry) {
		Map<String, @Nullable Object> data = new LinkedHashMap<>();
		data.put("id", entry.id());
		data.put("operation", entry.call().operation().toString());
		data.put("group", entry.call().group());
		data.put("outcome", entry.outcome().toString());
		data.put("target", entry.target());
		data.put("before", entry.change().before());
		data.put("after", entry.change().after());
		data.put("problem", entry.problem());
		this.publisher.publishEvent(new AuditApplicationEvent(entry.call().by(), TYPE, data));
	}

}
