package io.steadykafka.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A real broker that requires a login and ACLs. {@code admin} may do everything, and
 * {@code app} what a test grants it.
 */
public final class SecuredBroker implements AutoCloseable {

	private static final String LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule required"
			+ " username=\"%s\" password=\"secret\";";

	private final BrokerProcess process = new BrokerProcess(
			Map.of("listener.security.protocol.map", "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
					"sasl.enabled.mechanisms", "SCRAM-SHA-256", "sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-256",
					"listener.name.plaintext.scram-sha-256.sasl.jaas.config", LOGIN.formatted("admin"),
					"authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer", "super.users",
					"User:admin;User:ANONYMOUS"),
			"--add-scram", "SCRAM-SHA-256=[name=admin,password=secret]", "--add-scram",
			"SCRAM-SHA-256=[name=app,password=secret]");

	private final Admin admin;

	public SecuredBroker() {
		try {
			this.process.start(login());
			this.admin = Admin.create(login());
		}
		catch (RuntimeException ex) {
			this.process.close();
			throw ex;
		}
	}

	private Map<String, Object> login() {
		return new HashMap<>(Map.of("bootstrap.servers", this.process.servers(), "security.protocol", "SASL_PLAINTEXT",
				"sasl.mechanism", "SCRAM-SHA-256", "sasl.jaas.config", LOGIN.formatted("admin")));
	}

	/**
	 * Start an application that logs in as {@code app}.
	 */
	public RunningApp start(Class<?> application, String... properties) {
		List<String> all = new ArrayList<>(List.of("spring.kafka.security.protocol=SASL_PLAINTEXT",
				"spring.kafka.properties.sasl.mechanism=SCRAM-SHA-256",
				"spring.kafka.properties.sasl.jaas.config=" + LOGIN.formatted("app")));
		all.addAll(List.of(properties));
		return RunningApp.start(application, this.process.servers(), all.toArray(String[]::new));
	}

	public void createTopic(String topic, int partitions) {
		await(this.admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all());
	}

	public void send(String topic, int records) {
		try (Producer<String, String> producer = new KafkaProducer<>(login(), new StringSerializer(),
				new StringSerializer())) {
			for (int i = 0; i < records; i++) {
				producer.send(new ProducerRecord<>(topic, String.valueOf(i)));
			}
		}
	}

	public void commit(String group, Map<TopicPartition, Long> offsets) {
		Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
		offsets.forEach((partition, offset) -> committed.put(partition, new OffsetAndMetadata(offset)));
		await(this.admin.alterConsumerGroupOffsets(group, committed).all());
	}

	/**
	 * The admin's login.
	 * @return client properties
	 */
	public Map<String, String> adminLogin() {
		Map<String, String> login = new HashMap<>();
		login().forEach((key, value) -> login.put(key, value.toString()));
		return login;
	}

	/**
	 * Create a topic of one partition that {@code app} may read, with a group of the same
	 * name.
	 */
	public void createTopicToRead(String topic) {
		createTopic(topic, 1);
		allow(read(ResourceType.TOPIC, topic), read(ResourceType.GROUP, topic));
	}

	public void allow(AclBinding... acls) {
		await(this.admin.createAcls(List.of(acls)).all());
	}

	public void withdraw(AclBinding acl) {
		Collection<AclBinding> gone = await(this.admin.deleteAcls(List.of(acl.toFilter())).all());
		if (gone.isEmpty()) {
			throw new IllegalStateException("There was no " + acl);
		}
	}

	public static AclBinding read(ResourceType type, String name) {
		return acl(type, name, AclOperation.READ, AclPermissionType.ALLOW);
	}

	/**
	 * A user who may READ may DESCRIBE too, unless that is denied.
	 * @param name which
	 */
	public static AclBinding denyDescribe(ResourceType type, String name) {
		return acl(type, name, AclOperation.DESCRIBE, AclPermissionType.DENY);
	}

	public static AclBinding describe(ResourceType type, String name) {
		return acl(type, name, AclOperation.DESCRIBE, AclPermissionType.ALLOW);
	}

	private static AclBinding acl(ResourceType type, String name, AclOperation operation,
			AclPermissionType permission) {
		return new AclBinding(new ResourcePattern(type, name, PatternType.LITERAL),
				new AccessControlEntry("User:app", "*", operation, permission));
	}

	private static <T> T await(KafkaFuture<T> future) {
		try {
			return future.get();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.admin.close();
		this.process.close();
	}

}
