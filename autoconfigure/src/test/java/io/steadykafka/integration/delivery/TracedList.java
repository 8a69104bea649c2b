package io.steadykafka.integration.delivery;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Traces as OpenTelemetry's lists do: in their first iterator only.
 */
final class TracedList extends AbstractList<ConsumerRecord<String, String>> {

	private final List<ConsumerRecord<String, String>> records;

	private final List<String> spans;

	private final AtomicBoolean first = new AtomicBoolean(true);

	TracedList(List<ConsumerRecord<String, String>> records, List<String> spans) {
		this.records = records;
		this.spans = spans;
	}

	@Override
	public ConsumerRecord<String, String> get(int index) {
		return this.records.get(index);
	}

	@Override
	public int size() {
		return this.records.size();
	}

	@Override
	public Object[] toArray() {
		return this.records.toArray();
	}

	@Override
	public Iterator<ConsumerRecord<String, String>> iterator() {
		Iterator<ConsumerRecord<String, String>> iterator = this.records.iterator();
		if (!this.first.getAndSet(false)) {
			return iterator;
		}
		return new Iterator<>() {

			private long open = -1;

			@Override
			public boolean hasNext() {
				end();
				return iterator.hasNext();
			}

			@Override
			public ConsumerRecord<String, String> next() {
				end();
				ConsumerRecord<String, String> record = iterator.next();
				this.open = record.offset();
				TracedList.this.spans.add("begin " + this.open);
				return record;
			}

			private void end() {
				if (this.open >= 0) {
					TracedList.this.spans.add("end " + this.open);
					this.open = -1;
				}
			}

		};
	}

}
