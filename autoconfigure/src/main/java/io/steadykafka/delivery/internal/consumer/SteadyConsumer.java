package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.steadykafka.delivery.internal.session.SessionThread;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.SubscriptionPattern;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Wraps a consumer that a container's factory made. Delegates every call to Kafka until
 * the first poll tells whose consumer it is, and to that member's consumer from then on.
 * A consumer that no container polls stays Kafka's.
 */
public final class SteadyConsumer<K, V> extends DelegatingConsumer<K, V> {

	private static final ConsumerRebalanceListener NO_CALLBACK = new ConsumerRebalanceListener() {

		@Override
		public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
		}

		@Override
		public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
		}

	};

	private final Consumer<K, V> kafka;

	/**
	 * Finds the session of the thread that polls.
	 */
	private final Function<Consumer<K, V>, SessionThread.@Nullable Claim> sessions;

	/**
	 * Where the application sought before the first poll.
	 */
	private final Set<TopicPartition> sought = new HashSet<>();

	/**
	 * Read by the threads that wake the consumer up.
	 */
	private volatile @Nullable MemberConsumer<K, V> member;

	public SteadyConsumer(Consumer<K, V> kafka, Function<Consumer<K, V>, SessionThread.@Nullable Claim> sessions) {
		this.kafka = kafka;
		this.sessions = sessions;
	}

	@Override
	protected Consumer<K, V> delegate() {
		MemberConsumer<K, V> bound = this.member;
		return (bound != null) ? bound : this.kafka;
	}

	@Override
	public ConsumerRecords<K, V> poll(Duration timeout) {
		if (this.member == null) {
			bind();
		}
		return delegate().poll(timeout);
	}

	void bind() {
		SessionThread.Claim claim = this.sessions.apply(this.kafka);
		if (claim != null) {
			MemberConsumer<K, V> bound = new MemberConsumer<>(this.kafka, claim.session(), this.sought);
			this.member = bound;
			claim.begin(bound.forHooks(), bound::closeNow);
		}
	}

	@Override
	public void seek(TopicPartition partition, long offset) {
		soughtBeforeThePoll(List.of(partition));
		delegate().seek(partition, offset);
	}

	@Override
	public void seek(TopicPartition partition, OffsetAndMetadata offset) {
		soughtBeforeThePoll(List.of(partition));
		delegate().seek(partition, offset);
	}

	@Override
	public void seekToBeginning(Collection<TopicPartition> partitions) {
		soughtBeforeThePoll(partitions);
		delegate().seekToBeginning(partitions);
	}

	@Override
	public void seekToEnd(Collection<TopicPartition> partitions) {
		soughtBeforeThePoll(partitions);
		delegate().seekToEnd(partitions);
	}

	private void soughtBeforeThePoll(Collection<TopicPartition> partitions) {
		if (this.member == null) {
			// No partitions are all of them, to Kafka.
			this.sought.addAll((partitions.isEmpty()) ? assignment() : partitions);
		}
	}

	private ConsumerRebalanceListener around(ConsumerRebalanceListener callback) {
		return new RebalanceCallback(callback, () -> this.member);
	}

	@Override
	public void subscribe(Collection<String> topics) {
		subscribe(topics, NO_CALLBACK);
	}

	@Override
	public void subscribe(Collection<String> topics, ConsumerRebalanceListener callback) {
		delegate().subscribe(topics, around(callback));
	}

	@Override
	public void subscribe(Pattern pattern) {
		subscribe(pattern, NO_CALLBACK);
	}

	@Override
	public void subscribe(Pattern pattern, ConsumerRebalanceListener callback) {
		delegate().subscribe(pattern, around(callback));
	}

	@Override
	public void subscribe(SubscriptionPattern pattern) {
		subscribe(pattern, NO_CALLBACK);
	}

	@Override
	public void subscribe(SubscriptionPattern pattern, ConsumerRebalanceListener callback) {
		delegate().subscribe(pattern, around(callback));
	}

}
