package io.steadykafka.delivery.internal.dispatch;

import java.util.List;

import io.steadykafka.listener.internal.ExceptionCauses;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.listener.BatchListenerFailedException;

/**
 * Finds the record that a batch listener says it failed on.
 */
final class BatchFailure {

	private BatchFailure() {
	}

	/**
	 * Find the record.
	 * @param thrown what the listener threw
	 * @param records what it was given
	 * @return the index of the record, -1 if none of them is named
	 */
	static int named(Throwable thrown, List<? extends ConsumerRecord<?, ?>> records) {
		BatchListenerFailedException named = ExceptionCauses.find(thrown, BatchListenerFailedException.class);
		if (named == null) {
			return -1;
		}
		int index = (named.getRecord() != null) ? indexOf(records, named.getRecord()) : named.getIndex();
		return (index < records.size()) ? index : -1;
	}

	/**
	 * Find a record by its position.
	 * @param records where to look
	 * @return its index, -1 if it is not among them
	 */
	static int indexOf(List<? extends ConsumerRecord<?, ?>> records, ConsumerRecord<?, ?> wanted) {
		for (int i = 0; i < records.size(); i++) {
			ConsumerRecord<?, ?> record = records.get(i);
			if (record.offset() == wanted.offset() && record.partition() == wanted.partition()
					&& record.topic().equals(wanted.topic())) {
				return i;
			}
		}
		return -1;
	}

}
