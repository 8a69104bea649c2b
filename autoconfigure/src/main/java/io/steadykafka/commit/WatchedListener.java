package io.steadykafka.commit;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.listener.KafkaBackoffException;
import org.springframework.kafka.listener.adapter.AbstractDelegatingMessageListenerAdapter;
import org.springframework.kafka.listener.adapter.AsyncRepliesAware;

/**
 * Tells the member on whose thread it is called what a listener did. Else it is as the
 * listener that it stands for, also to a container that looks through it.
 *
 * @param <T> the type of the listener
 */
abstract class WatchedListener<T> extends AbstractDelegatingMessageListenerAdapter<T> implements AsyncRepliesAware {

	private final Supplier<@Nullable Member> members;

	WatchedListener(T delegate, Supplier<@Nullable Member> members) {
		super(delegate);
		this.members = members;
	}

	final @Nullable Member member() {
		return this.members.get();
	}

	/**
	 * Call the listener.
	 * @param records how many records it is given
	 * @param call the call
	 */
	final void watch(int records, Runnable call) {
		Member member = member();
		if (member == null) {
			call.run();
			return;
		}
		int failed = records;
		try {
			call.run();
			failed = 0;
			member.watch().completed(records);
		}
		catch (KafkaBackoffException ex) {
			// A retry topic's record that is not due yet.
			failed = 0;
			member.watch().failed(0);
			throw ex;
		}
		finally {
			if (failed > 0) {
				member.watch().failed(failed);
			}
		}
	}

	@Override
	public boolean isAsyncReplies() {
		return this.delegate instanceof AsyncRepliesAware aware && aware.isAsyncReplies();
	}

	@Override
	public void onFirstPoll() {
		if (this.delegate instanceof ConsumerSeekAware aware) {
			aware.onFirstPoll();
		}
	}

	@Override
	public void unregisterSeekCallback() {
		if (this.delegate instanceof ConsumerSeekAware aware) {
			aware.unregisterSeekCallback();
		}
	}

}
