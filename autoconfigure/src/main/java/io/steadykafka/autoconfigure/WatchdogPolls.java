package io.steadykafka.autoconfigure;

import java.util.Map;
import java.util.function.Supplier;

import io.steadykafka.commit.PollListener;
import io.steadykafka.listener.ListenerContainer;
import io.steadykafka.watchdog.Watchdog;
import io.steadykafka.watchdog.WatchedMember;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

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
		public void returned(int records) {
			this.member.returned(records);
		}

		@Override
		public boolean threw(RuntimeException failure) {
			return this.member.threw(failure);
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
