package io.steadykafka.operations.internal.describe.row;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.PartitionOutlook;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.Trend;
import io.steadykafka.lag.internal.offsets.LagLevels;
import io.steadykafka.operations.internal.describe.broker.GroupMember;
import io.steadykafka.operations.internal.describe.field.Document;
import io.steadykafka.operations.internal.describe.field.OwnerField;
import io.steadykafka.operations.internal.describe.field.PartitionField;
import io.steadykafka.operations.internal.describe.view.PartitionOwner;
import io.steadykafka.operations.internal.describe.view.PartitionView;
import org.jspecify.annotations.Nullable;

/**
 * Describes partitions.
 */
final class PartitionRows {

	private final LagLevels levels;

	PartitionRows(LagLevels levels) {
		this.levels = levels;
	}

	List<Document> of(List<PartitionView> partitions, Instant now) {
		GroupTotals totals = GroupTotals.of(partitions);
		return partitions.stream().map((partition) -> of(partition, totals, now)).toList();
	}

	private Document of(PartitionView view, GroupTotals totals, Instant now) {
		PartitionLag lag = view.lag();
		String unknown = (lag.unknownBecause().isEmpty()) ? "not known" : lag.unknownBecause();
		Document row = new Document().put(PartitionField.TOPIC, view.partition().topic())
			.put(PartitionField.PARTITION, view.partition().partition())
			.put(PartitionField.STATE, view.state(), view.stateUnknown())
			.put(PartitionField.PAUSED, view.paused())
			.put(PartitionField.OWNER, owner(view.owner()),
					(view.state() != null) ? "no member owns it" : view.stateUnknown())
			.put(PartitionField.COMMITTED, lag.committed(), (lag.logEnd().isPresent()) ? "no commit yet" : unknown)
			.put(PartitionField.POSITION, position(view), unknown)
			.put(PartitionField.START, lag.logStart(), unknown)
			.put(PartitionField.END, lag.logEnd(), unknown)
			.put(PartitionField.LAG, lag.lag(), unknown);
		share(row, view, totals);
		outlook(row, view, unknown);
		return row
			.put(PartitionField.HELD_BY_TRANSACTION,
					(lag.highWatermark().isPresent() && lag.logEnd().isPresent())
							? OptionalLong.of(lag.behindOpenTransaction()) : OptionalLong.empty(),
					unknown)
			.put(PartitionField.SAMPLED_AT, view.at(), unknown)
			.put(PartitionField.AGE_SECONDS, SampleRow.age(view.at(), now), unknown);
	}

	private static @Nullable Document owner(PartitionOwner owner) {
		if (owner.isNobody()) {
			return null;
		}
		GroupMember member = owner.member();
		String unknown = "the brokers' last description does not have it as the owner";
		return new Document().name(OwnerField.LISTENER, owner.listenerId())
			.put(OwnerField.INSTANCE, owner.instance())
			.put(OwnerField.MEMBER, (member != null) ? member.id() : null, unknown)
			.put(OwnerField.CLIENT, (member != null) ? member.client() : null, unknown)
			.put(OwnerField.HOST, (member != null) ? member.host() : null, unknown)
			.put(OwnerField.HERE, owner.listener() != null);
	}

	private static OptionalLong position(PartitionView view) {
		PartitionReading reading = view.reading();
		return (reading != null) ? reading.position() : view.lag().position();
	}

	private static void share(Document row, PartitionView view, GroupTotals totals) {
		OptionalLong lag = view.lag().lag();
		if (!view.read()) {
			row.unknown(PartitionField.SHARE, "no member reads this topic: it does not count for the group");
		}
		else if (lag.isEmpty() || totals.lag().isEmpty()) {
			row.unknown(PartitionField.SHARE, totals.unknownBecause());
		}
		else {
			long all = totals.lag().getAsLong();
			row.put(PartitionField.SHARE, (all > 0) ? (double) lag.getAsLong() / all : 0.0);
		}
	}

	private void outlook(Document row, PartitionView view, String unknown) {
		PartitionReading reading = view.reading();
		PartitionOutlook outlook = (reading != null) ? reading.outlook() : PartitionOutlook.UNKNOWN;
		boolean sampled = reading != null;
		String notSampled = view.sample().unknownBecause();
		String few = (sampled) ? "too few samples" : notSampled;
		row.put(PartitionField.SECONDS_BEHIND, outlook.behind(),
				(sampled) ? outlook.behindUnknownBecause() : notSampled)
			.put(PartitionField.VELOCITY, outlook.velocity(), few)
			.put(PartitionField.TREND, (outlook.trend() != Trend.UNKNOWN) ? outlook.trend() : null, few)
			.put(PartitionField.LEVEL,
					(view.lag().lag().isPresent()) ? this.levels.of(view.lag().lag().getAsLong())
							: view.sample().level(),
					unknown)
			.put(PartitionField.CATCH_UP_SECONDS, outlook.catchUp(), (sampled) ? "the lag does not shrink" : notSampled)
			.put(PartitionField.RUNWAY_SECONDS, outlook.runway(),
					(sampled) ? "the log start does not come nearer" : notSampled)
			.put(PartitionField.HOT, (reading != null) ? reading.hot() : null, notSampled);
	}

}
