package io.steadykafka.operations.internal.describe.view;

import java.time.Instant;
import java.util.OptionalLong;

import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.PartitionOutlook;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.operations.internal.describe.view.PartitionView.Sample;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Decides which source tells what of a partition: the samples of this instance, the
 * report of another one, or the brokers.
 *
 * @param reported what another instance reported, {@code null} if none did
 * @param sampled what this instance sampled, {@code null} if it did not
 * @param offsets what the brokers answered, {@code null} if they did not
 */
record PartitionSources(GroupView group, TopicPartition partition, PartitionOwner describedOwner,
		@Nullable ReportedPartition reported, @Nullable PartitionReading sampled, @Nullable PartitionLag offsets) {

	private static final String ELSEWHERE = "only the instance that owns it knows";

	private static final String NOT_SAMPLED = "not sampled by this instance: the one that owns the partition does";

	/**
	 * The owner with the listener that it reported.
	 */
	PartitionOwner owner() {
		PartitionOwner owner = this.describedOwner;
		return (owner.elsewhere() == null || this.reported == null || !this.reported.isOwned()) ? owner
				: new PartitionOwner(null, owner.member(), owner.elsewhere(), this.reported.listener());
	}

	private boolean isElsewhere() {
		return this.describedOwner.elsewhere() != null;
	}

	/**
	 * Whether the report tells more than this instance does.
	 */
	private boolean isReported() {
		return this.reported != null && this.reported.outlook() != null && (isElsewhere() || this.sampled == null);
	}

	PartitionLag lag() {
		if (this.sampled != null && !isReported()) {
			return this.sampled.lag();
		}
		return (this.offsets != null) ? this.offsets : PartitionViews.unknown(this.group.unknownBecause());
	}

	Sample sample() {
		ReportedPartition report = this.reported;
		PartitionOutlook outlook = (report != null) ? report.outlook() : null;
		if (report != null && outlook != null && isReported()) {
			OptionalLong position = (report.position().isPresent()) ? report.position() : lag().position();
			return new Sample(new PartitionReading(lag(), outlook, report.hot(), !report.isOwned(), position),
					report.level(), "");
		}
		return new Sample(this.sampled, null, notSampled());
	}

	private String notSampled() {
		InstanceView instance = this.describedOwner.elsewhere();
		if (instance == null) {
			return NOT_SAMPLED;
		}
		return (this.reported != null) ? "not sampled yet by instance '" + instance.name() + "'" : unreported(instance);
	}

	/**
	 * Why nothing is known of a partition that another instance owns.
	 */
	private String unreported(InstanceView instance) {
		return (instance.stale()) ? instance.silence(this.group.now())
				: "instance '" + instance.name() + "' owns it and has not reported it";
	}

	@Nullable Instant at() {
		if (isReported() && this.reported != null) {
			return this.reported.sampledAt();
		}
		if (this.sampled != null && this.group.sample() != null) {
			return this.group.sample().sampledAt();
		}
		return (this.offsets != null) ? this.group.answer().at() : null;
	}

	@Nullable PartitionState reportedState() {
		return (this.reported != null && this.reported.isOwned()) ? this.reported.state() : null;
	}

	String stateUnknown() {
		InstanceView instance = this.describedOwner.elsewhere();
		if (instance != null) {
			return unreported(instance);
		}
		return (this.group.ownersUnknown().isEmpty()) ? ELSEWHERE : this.group.ownersUnknown();
	}

	String paused(String here) {
		return (isElsewhere() && this.reported != null) ? this.reported.paused() : here;
	}

}
