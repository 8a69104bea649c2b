package io.steadykafka.operations.internal.describe.view;

import java.time.Instant;
import java.util.List;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.state.ShareListener;
import io.steadykafka.operations.internal.describe.broker.Answer;
import io.steadykafka.operations.internal.describe.broker.BrokerGroup;
import org.apache.kafka.common.GroupType;
import org.jspecify.annotations.Nullable;

/**
 * A group at one moment.
 *
 * @param listeners the listeners of this instance in it
 * @param share those of this instance that read with it as a share group
 * @param answer what the brokers say of it
 * @param sample the last sample of its lag, {@code null} if it is not sampled
 * @param others what other instances reported of it
 */
public record GroupView(String name, String servers, List<ListenerContainer> listeners, List<ShareListener> share,
		Answer<BrokerGroup> answer, @Nullable GroupLag sample, Instant now, List<InstanceView> others) {

	/**
	 * What documents call the instance that is asked.
	 */
	public static final String HERE = "this instance";

	public boolean isHere() {
		return !this.listeners.isEmpty() || !this.share.isEmpty();
	}

	/**
	 * The other instances of which something is known now.
	 */
	public List<InstanceView> reporting() {
		return this.others.stream().filter((instance) -> !instance.stale()).toList();
	}

	/**
	 * Why members or offsets are not known.
	 */
	public String unknownBecause() {
		BrokerGroup known = this.answer.value();
		if (known != null && !known.unknownBecause().isEmpty()) {
			return known.unknownBecause();
		}
		return (known == null || this.answer.isFailing()) ? this.answer.whyUnknown()
				: "the brokers were not asked since it changed";
	}

	/**
	 * Why it is not known which member owns a partition, empty if it is.
	 */
	public String ownersUnknown() {
		BrokerGroup known = this.answer.value();
		if (known == null || known.members() == null) {
			return unknownBecause();
		}
		if (known.type().equals(GroupType.SHARE.toString())) {
			return "members of a share group share partitions";
		}
		return (known.type().equals(GroupType.STREAMS.toString())) ? "members of a streams group have tasks" : "";
	}

}
