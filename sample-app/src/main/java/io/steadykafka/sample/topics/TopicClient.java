package io.steadykafka.sample.topics;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Asks a cluster for topics and creates them. Each call takes a few seconds at most.
 */
class TopicClient {

	private static final int REQUEST_MILLIS = 3_000;

	private static final int CALL_MILLIS = 4_000;

	private final Map<String, Object> configuration;

	TopicClient(Map<String, Object> configuration) {
		this.configuration = new HashMap<>(configuration);
		this.configuration.put(AdminClientConfig.CLIENT_ID_CONFIG, "sample-topics");
		this.configuration.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
		this.configuration.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
	}

	String servers() {
		Object servers = this.configuration.getOrDefault(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "");
		return (servers instanceof Collection<?> list) ? String.join(",", list.stream().map(String::valueOf).toList())
				: servers.toString();
	}

	/**
	 * Throws if no client can be made of the configuration, whether or not a broker
	 * answers.
	 */
	void requireUsable() {
		Admin.create(this.configuration).close(Duration.ZERO);
	}

	/**
	 * Returns which of these topics the cluster lacks, and creates them if asked to.
	 * @param topics the topics
	 * @param create whether to create what is missing
	 * @return the names of the topics that were missing when asked, in order
	 * @throws ExecutionException if the cluster doesn't answer, or refuses
	 * @throws InterruptedException if interrupted
	 */
	Set<String> missing(Collection<NewTopic> topics, boolean create) throws ExecutionException, InterruptedException {
		Admin admin = Admin.create(this.configuration);
		try {
			Set<String> missing = new TreeSet<>(topics.stream().map(NewTopic::name).toList());
			missing.removeAll(admin.listTopics().names().get());
			if (create) {
				create(admin, topics.stream().filter((topic) -> missing.contains(topic.name())).toList());
			}
			return missing;
		}
		finally {
			// A call that timed out is not waited for again.
			admin.close(Duration.ZERO);
		}
	}

	private static void create(Admin admin, Collection<NewTopic> topics)
			throws ExecutionException, InterruptedException {
		for (KafkaFuture<Void> created : admin.createTopics(topics).values().values()) {
			try {
				created.get();
			}
			catch (ExecutionException ex) {
				// Another instance was faster.
				if (!(ex.getCause() instanceof TopicExistsException)) {
					throw ex;
				}
			}
		}
	}

}
