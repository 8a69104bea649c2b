package io.steadykafka.operations.internal.describe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.operations.GroupDescriptions;
import io.steadykafka.operations.internal.cluster.ClusterAdmins;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what readers of {@link GroupDescriptions} cost a real broker.
 */
class ReaderCostTests {

	/**
	 * Requests of one question: lists, descriptions, offsets. Some are repeated for
	 * another type of group.
	 */
	private static final int MOST_A_SECOND = 15;

	private static final Broker broker = Broker.shared();

	@Test
	void aHundredReadersCostNoMoreThanOne() throws Exception {
		broker.createTopic("described-cost", 3);
		try (RunningApp app = RunningApp.start(DescribedApplication.class, broker.servers(), "topic=described-cost",
				"group=described-cost")) {
			GroupDescriptions descriptions = app.bean(GroupDescriptions.class);
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(descriptions.describe("described-cost")).containsEntry("lag", 0L));
			descriptions.groups(true);
			Admin admin = app.bean(ClusterAdmins.class).of(app.bean(ListenerContainers.class).all().get(0));
			double before = requests(admin);
			long start = System.nanoTime();
			readByHundred(descriptions);
			double seconds = Math.ceil((System.nanoTime() - start) / 1e9) + 1;
			assertThat(requests(admin) - before).isLessThanOrEqualTo(MOST_A_SECOND * seconds);
		}
	}

	private static void readByHundred(GroupDescriptions descriptions) throws Exception {
		ExecutorService readers = Executors.newFixedThreadPool(100);
		try {
			List<Future<?>> reads = new ArrayList<>();
			for (int reader = 0; reader < 100; reader++) {
				reads.add(readers.submit(() -> {
					for (int round = 0; round < 20; round++) {
						descriptions.describe("described-cost");
						descriptions.groups(true);
					}
				}));
			}
			for (Future<?> read : reads) {
				read.get(60, TimeUnit.SECONDS);
			}
		}
		finally {
			readers.shutdownNow();
		}
	}

	private static double requests(Admin admin) {
		return admin.metrics()
			.values()
			.stream()
			.filter((metric) -> metric.metricName().name().equals("request-total")
					&& metric.metricName().group().equals("admin-client-metrics"))
			.mapToDouble((metric) -> ((Number) metric.metricValue()).doubleValue())
			.sum();
	}

}
