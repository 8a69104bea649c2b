package io.steadykafka.listener.internal.state;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import io.steadykafka.listener.internal.ListenerContainer;

import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/**
 * The observable state of a container.
 *
 * @param members how many members have started, running or not
 * @param concurrency how many members the container should have
 * @param failures why members ended or did not start, one entry a member
 * @param troubles why members run without consuming, one entry a member
 * @param remedies remedies for failures and troubles
 */
record ContainerSnapshot(boolean running, boolean pauseRequested, boolean autoStartup, int members, int concurrency,
		List<String> failures, List<String> troubles, List<String> remedies) {

	static ContainerSnapshot of(ListenerContainer listener, Collection<ContainerStates.Member> members) {
		AbstractMessageListenerContainer<?, ?> container = listener.container();
		List<String> failures = reasons(members, ContainerStates.Member::failureNow);
		List<String> troubles = reasons(members, ContainerStates.Member::trouble);
		List<String> remedies = reasons(members, ContainerStates.Member::remedyNow);
		return new ContainerSnapshot(container.isRunning(), container.isPauseRequested(), container.isAutoStartup(),
				members.size(), listener.concurrency(), failures, troubles, remedies);
	}

	private static List<String> reasons(Collection<ContainerStates.Member> members,
			Function<ContainerStates.Member, String> reason) {
		return members.stream().map(reason).filter((text) -> !text.isEmpty()).toList();
	}

}
