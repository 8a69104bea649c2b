package io.steadykafka.testing;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Handles records as a test requires, and remembers them.
 */
public final class Worker {

	private final List<ConsumerRecord<String, String>> handled = new CopyOnWriteArrayList<>();

	private final List<Integer> batches = new CopyOnWriteArrayList<>();

	private final List<CompletableFuture<Void>> unfinished = new CopyOnWriteArrayList<>();

	private volatile Work work = (record, consumer) -> {
	};

	public void does(Work todo) {
		this.work = todo;
	}

	public void handle(ConsumerRecord<String, String> record, Consumer<?, ?> consumer) throws Exception {
		this.work.handle(record, consumer);
		this.handled.add(record);
	}

	void batch(int records) {
		this.batches.add(records);
	}

	CompletableFuture<Void> later(ConsumerRecord<String, String> record, Consumer<?, ?> consumer) throws Exception {
		this.work.handle(record, consumer);
		CompletableFuture<Void> result = new CompletableFuture<>();
		this.unfinished.add(result);
		this.handled.add(record);
		return result;
	}

	public List<ConsumerRecord<String, String>> handled() {
		return List.copyOf(this.handled);
	}

	public List<Integer> batches() {
		return List.copyOf(this.batches);
	}

	public List<CompletableFuture<Void>> unfinished() {
		return List.copyOf(this.unfinished);
	}

	/**
	 * What to do with a record.
	 */
	@FunctionalInterface
	public interface Work {

		/**
		 * Do it.
		 * @param consumer the consumer that it came from
		 * @throws Exception if the record fails
		 */
		void handle(ConsumerRecord<String, String> record, Consumer<?, ?> consumer) throws Exception;

	}

}
