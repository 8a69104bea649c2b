package io.steadykafka.endpoint;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationListener;

/**
 * The audit events of an application.
 */
final class AuditedOperations implements ApplicationListener<AuditApplicationEvent> {

	private final List<AuditEvent> events = new CopyOnWriteArrayList<>();

	@Override
	public void onApplicationEvent(AuditApplicationEvent event) {
		this.events.add(event.getAuditEvent());
	}

	List<AuditEvent> events() {
		return this.events;
	}

}
