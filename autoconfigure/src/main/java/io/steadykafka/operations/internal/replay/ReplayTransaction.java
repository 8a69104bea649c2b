package io.steadykafka.operations.internal.replay;

import java.util.Map;

import io.steadykafka.failure.internal.retry.FailureText;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.core.KafkaResourceHolder;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.transaction.KafkaAwareTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.Assert;

/**
 * Runs a listener in the transaction that its container would run it in. A transaction of
 * Kafka commits the offsets with it.
 */
final class ReplayTransaction {

	private final @Nullable TransactionTemplate template;

	private final @Nullable ProducerFactory<?, ?> producers;

	@SuppressWarnings({ "deprecation", "removal" })
	ReplayTransaction(ListenerContainer listener) {
		ContainerProperties properties = listener.container().getContainerProperties();
		KafkaAwareTransactionManager<?, ?> kafka = properties.getKafkaAwareTransactionManager();
		PlatformTransactionManager manager = (kafka != null) ? kafka : properties.getTransactionManager();
		TransactionDefinition definition = properties.getTransactionDefinition();
		this.template = (manager != null) ? new TransactionTemplate(manager,
				(definition != null) ? definition : TransactionDefinition.withDefaults()) : null;
		this.producers = (manager instanceof KafkaAwareTransactionManager<?, ?> aware) ? aware.getProducerFactory()
				: null;
	}

	/**
	 * Whether it undoes what the listener did before it failed.
	 */
	boolean rollsBack() {
		return this.template != null;
	}

	/**
	 * Runs a listener.
	 * @param offsets where the replay goes on after it
	 * @return whether the offsets are committed
	 * @throws ReplayEndedException if the transaction failed
	 * @throws Exception if the listener failed
	 */
	boolean run(Work work, Map<TopicPartition, OffsetAndMetadata> offsets, Consumer<?, ?> consumer) throws Exception {
		if (this.template == null) {
			work.run();
			return false;
		}
		try {
			this.template.executeWithoutResult((status) -> {
				try {
					work.run();
				}
				catch (Exception ex) {
					throw new Wrapped(ex);
				}
				sendOffsets(offsets, consumer);
			});
		}
		catch (Wrapped ex) {
			throw ex.exception;
		}
		catch (RuntimeException ex) {
			// No attempt at the record can cure it.
			throw new ReplayEndedException("The transaction failed: " + FailureText.exception(ex));
		}
		return this.producers != null;
	}

	private void sendOffsets(Map<TopicPartition, OffsetAndMetadata> offsets, Consumer<?, ?> consumer) {
		if (this.producers != null) {
			Object resource = TransactionSynchronizationManager.getResource(this.producers);
			Assert.state(resource instanceof KafkaResourceHolder<?, ?>, "There is no transaction of Kafka");
			Producer<?, ?> producer = ((KafkaResourceHolder<?, ?>) resource).getProducer();
			producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
		}
	}

	/**
	 * What the listener does.
	 */
	@FunctionalInterface
	interface Work {

		void run() throws Exception;

	}

	private static final class Wrapped extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final transient Exception exception;

		Wrapped(Exception exception) {
			super(exception);
			this.exception = exception;
		}

	}

}
