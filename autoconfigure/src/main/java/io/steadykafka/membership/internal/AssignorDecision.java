package io.steadykafka.membership.internal;

import java.util.Optional;

import io.steadykafka.listener.Setting;
import io.steadykafka.listener.internal.ChosenSettings;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.RangeAssignor;

/**
 * Decides which assignors a member of the classic protocol offers.
 * <p>
 * A broker reports only which assignor a group uses, not which ones its members know:
 * members with Kafka's default list use range and know cooperative-sticky, others know
 * only range. If a member offers cooperative-sticky alone to the former, the group
 * becomes cooperative. The latter refuse it without any effect on them; it then joins
 * with range before cooperative-sticky.
 */
record AssignorDecision(JoinCandidate candidate, Membership.Options options, GroupInspection inspection) {

	private static final String KEY = ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG;

	Setting decide() {
		ChosenSettings choices = this.candidate.choices();
		Assignors wanted = new Assignors(this.options.assignors());
		if (wanted.classes().isEmpty()) {
			return choices.setting(KEY, Optional.empty(), "");
		}
		if (wanted.isCooperative() && !this.candidate.notCooperative().isEmpty()) {
			return choices.setting(KEY, Optional.empty(), this.candidate.notCooperative());
		}
		String present = this.inspection.assignor();
		boolean refused = this.candidate.refused().assignors();
		if (wanted.include(present) && (!refused || !present.isEmpty())) {
			return choices.setting(KEY, Optional.of(wanted.text()), coPartitioning(this.candidate, this.options));
		}
		if (!refused && this.candidate.restarts()) {
			return choices.setting(KEY, Optional.of(wanted.text()),
					"the group uses " + present + " now: if its members know nothing else, it joins with both");
		}
		return compatible(wanted, present);
	}

	private Setting compatible(Assignors wanted, String present) {
		Optional<String> type = (present.isEmpty()) ? Optional.of(RangeAssignor.class.getName())
				: Assignors.classOf(present);
		String members = "members of the group know only " + ((present.isEmpty()) ? "another assignor" : present);
		if (type.isEmpty()) {
			return this.candidate.choices()
				.setting(KEY, Optional.of(wanted.text()),
						members + ", which is not Kafka's: set " + KEY + " to a list with its class");
		}
		return this.candidate.choices()
			.setting(KEY, Optional.of(wanted.after(type.get()).text()),
					members + ": once the last of them is gone, restart the others one by one");
	}

	/**
	 * Range gives partitions with the same number of several topics to the same member,
	 * and applications may rely on it without having asked for it.
	 * @return a note, empty if there is nothing to rely on
	 */
	static String coPartitioning(JoinCandidate candidate, Membership.Options options) {
		boolean kept = options.assignors().isEmpty() || options.assignors().contains(RangeAssignor.class.getName());
		return (candidate.severalTopics() && !kept)
				? "if partitions with the same number of its topics belong together: "
						+ "steady.kafka.membership.assignor=range"
				: "";
	}

}
