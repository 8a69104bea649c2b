package io.steadykafka.autoconfigure;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.steadykafka.commit.PollListener;
import io.steadykafka.listener.ListenerContainer;
import io.steadykafka.watchdog.Watchdog;
import io.steadykafka.watchdog.WatchedMember;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Tells the watchdog of polls.
 *
 * @param watchdog the watchdog
 */
record WatchdogPolls(Watchdog watchdog) implements PollListener {

	@Override
	public MemberPolls polling(ListenerContainer listener, MessageListenerContainer member,
			Supplier<Map<MetricName, ? extends Metric>> metrics) {
		return new Told(this.watchdog.polling(listener, member, metrics));
	}

	private record Told(WatchedMember member) implements MemberPolls {

		@Override
		public void began() {
			this.member.began();
		}

		@Override
		public void returned(Set<TopicPartition> handedOver) {
			this.member.returned(handedOver);
		}

		@Override
		public boolean threw(RuntimeException failure) {
			return this.member.threw(failure);
		}

		@Override
		public Set<TopicPartition> wanted() {
			return this.member.wanted();
		}

		@Override
		public void positions(Map<TopicPartition, Long> positions) {
			this.member.positions(positions);
		}

		@Override
		public void assigned() {
			this.member.assigned();
		}

		@Override
		public boolean isQuiet() {
			return this.member.isQuiet();
		}

		@Override
		public void ended() {
			this.member.ended();
		}

	}

}
