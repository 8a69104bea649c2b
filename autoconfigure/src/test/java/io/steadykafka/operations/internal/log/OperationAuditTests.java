package io.steadykafka.operations.internal.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.steadykafka.operations.internal.log.OperationResult.Change;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;

import static org.assertj.core.api.Assertions.assertThat;

class OperationAuditTests {

	@Test
	void anOperationIsAnAuditEventOfWhoAskedForIt() {
		List<Object> published = new ArrayList<>();
		OperationCall call = new OperationCall(Operation.DEAD_LETTER, "orders", "alice");
		new OperationAudit(published::add).ended(new OperationEntry("4f2c91d0", call, OperationOutcome.DONE,
				"record orders-0@5", new Change("BLOCKED", "dead-letter at the next poll"), ""));
		AuditEvent event = ((AuditApplicationEvent) published.get(0)).getAuditEvent();
		assertThat(event.getPrincipal()).isEqualTo("alice");
		assertThat(event.getType()).isEqualTo("KAFKA_GROUP_OPERATION");
		assertThat(event.getData()).isEqualTo(Map.of("id", "4f2c91d0", "operation", "dead-letter", "group", "orders",
				"outcome", "done", "target", "record orders-0@5", "before", "BLOCKED", "after",
				"dead-letter at the next poll", "problem", ""));
	}

}
