package io.steadykafka.operations.internal.describe.row;

import java.time.Duration;
import java.util.List;

import io.steadykafka.operations.internal.describe.field.Document;
import io.steadykafka.operations.internal.describe.field.InstanceField;
import io.steadykafka.operations.internal.describe.view.GroupView;

/**
 * Describes the other instances that have listeners of a group.
 */
final class InstanceRows {

	private InstanceRows() {
	}

	static List<Document> of(GroupView group) {
		return group.others()
			.stream()
			.map((instance) -> new Document().put(InstanceField.INSTANCE, instance.name())
				.put(InstanceField.ID, instance.id())
				.put(InstanceField.REPORTED_AT, instance.reportedAt())
				.put(InstanceField.AGE, Duration.between(instance.reportedAt(), group.now()))
				.put(InstanceField.STALE, instance.stale())
				.put(InstanceField.LISTENERS, instance.listeners())
				.put(InstanceField.PAUSED, instance.paused())
				.put(InstanceField.LEFT_OUT, instance.leftOut()))
			.toList();
	}

}
