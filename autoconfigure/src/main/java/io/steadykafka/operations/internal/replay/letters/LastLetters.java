package io.steadykafka.operations.internal.replay.letters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the documents of the last records of a topic, by their timestamps. Records
 * themselves are not kept: they may be large.
 */
public final class LastLetters {

	private static final Comparator<Dated> OLDEST_FIRST = Comparator.comparingLong(Dated::timestamp)
		.thenComparingLong(Dated::offset);

	private final PriorityQueue<Dated> last = new PriorityQueue<>(OLDEST_FIRST);

	private final int limit;

	private final Function<ConsumerRecord<byte[], byte[]>, Map<String, @Nullable Object>> documents;

	public LastLetters(int limit, Function<ConsumerRecord<byte[], byte[]>, Map<String, @Nullable Object>> documents) {
		this.limit = limit;
		this.documents = documents;
	}

	public void add(ConsumerRecord<byte[], byte[]> record) {
		this.last.add(new Dated(record.timestamp(), record.offset(), this.documents.apply(record)));
		if (this.last.size() > this.limit) {
			this.last.remove();
		}
	}

	/**
	 * The documents, the last one first.
	 */
	public List<Map<String, @Nullable Object>> documents() {
		List<Dated> sorted = new ArrayList<>(this.last);
		sorted.sort(OLDEST_FIRST.reversed());
		List<Map<String, @Nullable Object>> documents = new ArrayList<>();
		sorted.forEach((each) -> documents.add(each.document));
		return documents;
	}

	private record Dated(long timestamp, long offset, Map<String, @Nullable Object> document) {

	}

}
