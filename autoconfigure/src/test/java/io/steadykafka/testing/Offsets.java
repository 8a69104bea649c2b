package io.steadykafka.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads committed offsets from the broker.
 */
public final class Offsets {

	private Offsets() {
	}

	/**
	 * Read the committed offsets of a group.
	 * @return the offset of each partition that has one
	 */
	public static Map<TopicPartition, Long> committed(String servers, String group) {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
			Map<TopicPartition, Long> offsets = new HashMap<>();
			admin.listConsumerGroupOffsets(group)
				.partitionsToOffsetAndMetadata()
				.get()
				.forEach((partition, offset) -> offsets.put(partition, offset.offset()));
			return offsets;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	public static void commit(String servers, String group, TopicPartition partition, long offset) {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
			admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(offset))).all().get();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

}
