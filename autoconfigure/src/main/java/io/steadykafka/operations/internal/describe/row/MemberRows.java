package io.steadykafka.operations.internal.describe.row;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.operations.internal.describe.broker.BrokerGroup;
import io.steadykafka.operations.internal.describe.broker.GroupMember;
import io.steadykafka.operations.internal.describe.field.Document;
import io.steadykafka.operations.internal.describe.field.Field;
import io.steadykafka.operations.internal.describe.field.MemberField;
import io.steadykafka.operations.internal.describe.view.Elsewhere;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.InstanceView;
import io.steadykafka.operations.internal.describe.view.LocalMembers;

/**
 * Describes the members of a group.
 */
final class MemberRows {

	private final LocalMembers local;

	MemberRows(LocalMembers local) {
		this.local = local;
	}

	void put(GroupView group, Document document, Field field) {
		BrokerGroup known = group.answer().value();
		Elsewhere elsewhere = new Elsewhere(group);
		List<GroupMember> members = (known != null) ? known.members() : null;
		document.put(field,
				(members != null) ? members.stream()
					.sorted(Comparator.comparing(GroupMember::client).thenComparing(GroupMember::id))
					.map((member) -> of(member, elsewhere))
					.toList() : null,
				group.unknownBecause());
	}

	private Document of(GroupMember member, Elsewhere elsewhere) {
		Optional<ListenerContainer> listener = this.local.listenerOf(member.id());
		return new Document().put(MemberField.MEMBER, member.id())
			.put(MemberField.CLIENT, member.client())
			.put(MemberField.HOST, member.host())
			.put(MemberField.INSTANCE_ID, member.instanceId())
			.put(MemberField.PARTITIONS, RebalanceRows.sorted(member.partitions()))
			.put(MemberField.HERE, listener.isPresent())
			.put(MemberField.INSTANCE,
					(listener.isPresent()) ? GroupView.HERE
							: elsewhere.ofMember(member.id()).map(InstanceView::name).orElse(""))
			.name(MemberField.LISTENER,
					listener.map(ListenerContainer::id).orElseGet(() -> elsewhere.listener(member.id())));
	}

}
