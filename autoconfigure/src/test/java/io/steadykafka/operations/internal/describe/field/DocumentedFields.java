package io.steadykafka.operations.internal.describe.field;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All fields that there are, by the section of the documentation that they are in.
 */
public final class DocumentedFields {

	private DocumentedFields() {
	}

	public static Map<String, List<Field>> sections() {
		Map<String, List<Field>> sections = new LinkedHashMap<>();
		sections.put("groups", List.of(GroupsField.values()));
		sections.put("listing", List.of(ListingField.values()));
		sections.put("group", List.of(GroupField.values()));
		sections.put("lagHistory", List.of(LagPointField.values()));
		sections.put("description", List.of(DescriptionField.values()));
		sections.put("sample", List.of(SampleField.values()));
		sections.put("listeners", List.of(ListenerField.values()));
		sections.put("members", List.of(MemberField.values()));
		sections.put("partitions", List.of(PartitionField.values()));
		sections.put("owner", List.of(OwnerField.values()));
		sections.put("rebalances", List.of(RebalanceField.values()));
		sections.put("records", List.of(RecordField.values()));
		sections.put("replays", List.of(ReplayField.values()));
		sections.put("resets", List.of(ResetField.values()));
		sections.put("instances", List.of(InstanceField.values()));
		sections.put("losses", List.of(LossField.values()));
		sections.put("settings", List.of(SettingField.values()));
		sections.put("findings", List.of(FindingField.values()));
		sections.put("health", List.of(HealthField.values()));
		return sections;
	}

}
