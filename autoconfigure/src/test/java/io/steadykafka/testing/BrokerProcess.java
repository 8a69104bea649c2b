package io.steadykafka.testing;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.awaitility.Awaitility;

import org.springframework.util.FileSystemUtils;

/**
 * A real broker in its own process on a fixed port: it can be stopped, killed and
 * restarted with its data.
 */
public final class BrokerProcess implements AutoCloseable {

	private static final Path OUTPUT = Path.of("target", "brokers");

	private final int port;

	private final Path folder;

	private final Path config;

	private Process process;

	public BrokerProcess() {
		this(Map.of());
	}

	/**
	 * Format the storage of a broker that is its own controller.
	 * @param properties broker properties on top of those that every broker here has
	 * @param formatOptions options for {@code kafka-storage format}
	 */
	public BrokerProcess(Map<String, String> properties, String... formatOptions) {
		this(properties, Stream.concat(Stream.of("--standalone"), Stream.of(formatOptions)).toList());
	}

	/**
	 * Format the storage of a broker.
	 * @param properties broker properties on top of those that every broker here has
	 * @param formatOptions options for {@code kafka-storage format}
	 */
	BrokerProcess(Map<String, String> properties, List<String> formatOptions) {
		this(freePort(), properties, formatOptions);
	}

	private BrokerProcess(int port, Map<String, String> properties, List<String> formatOptions) {
		this.port = port;
		try {
			Files.createDirectories(OUTPUT);
			this.folder = Files.createTempDirectory("steady-kafka-broker");
			this.config = this.folder.resolve("server.properties");
			writeConfig(properties);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		List<String> format = new ArrayList<>(
				List.of("format", "--cluster-id", "steadykafkatests000000", "--config", this.config.toString()));
		format.addAll(formatOptions);
		int failed = StorageTool.execute(format.toArray(String[]::new),
				new PrintStream(OutputStream.nullOutputStream()));
		if (failed != 0) {
			throw new IllegalStateException("kafka-storage " + String.join(" ", format) + " failed");
		}
	}

	/**
	 * Format the storage of a broker that applications reach by another way than tests.
	 * @param properties broker properties on top of those that every broker here has
	 */
	public static BrokerProcess behind(Forwarder way, Map<String, String> properties) {
		int port = freePort();
		int end = freePort();
		String controller = "localhost:" + freePort();
		way.leadTo(end);
		Map<String, String> all = new HashMap<>(properties);
		all.putAll(Map.of("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,WAY:PLAINTEXT,CONTROLLER:PLAINTEXT",
				"listeners",
				"PLAINTEXT://localhost:" + port + ",WAY://localhost:" + end + ",CONTROLLER://" + controller,
				"advertised.listeners", "PLAINTEXT://localhost:" + port + ",WAY://" + way.servers(),
				"controller.quorum.bootstrap.servers", controller));
		return new BrokerProcess(port, all, List.of("--standalone"));
	}

	public String servers() {
		return "localhost:" + this.port;
	}

	public void start() {
		start(Map.of());
	}

	/**
	 * Start the process, and wait for nothing.
	 */
	void launch() {
		this.process = launch("kafka.Kafka", this.config.toString());
	}

	/**
	 * Start the broker and wait until it answers.
	 * @param login how an Admin client logs in
	 */
	public void start(Map<String, Object> login) {
		launch();
		Map<String, Object> client = new HashMap<>(login);
		client.put("bootstrap.servers", servers());
		try (Admin admin = Admin.create(client)) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.ignoreExceptions()
				.until(() -> !admin.describeCluster(new DescribeClusterOptions().timeoutMs(2_000))
					.nodes()
					.get()
					.isEmpty());
		}
	}

	public void createTopic(String topic, int partitions) {
		Broker.createTopic(servers(), topic, partitions);
	}

	/**
	 * Stop the broker cleanly.
	 */
	public void stop() {
		this.process.destroy();
		await(this.process);
	}

	/**
	 * Kill the broker: it can say nothing to anybody.
	 */
	public void kill() {
		this.process.destroyForcibly();
		await(this.process);
	}

	@Override
	public void close() {
		if (this.process != null) {
			kill();
		}
		FileSystemUtils.deleteRecursively(this.folder.toFile());
	}

	private void writeConfig(Map<String, String> more) throws IOException {
		int controllerPort = freePort();
		Properties properties = new Properties();
		properties.putAll(Map.of("process.roles", "broker,controller", "node.id", "1", "listeners",
				"PLAINTEXT://localhost:" + this.port + ",CONTROLLER://localhost:" + controllerPort,
				"controller.listener.names", "CONTROLLER", "controller.quorum.bootstrap.servers",
				"localhost:" + controllerPort, "log.dirs", this.folder.resolve("logs").toString(),
				"offsets.topic.replication.factor", "1", "group.initial.rebalance.delay.ms", "0",
				"offsets.topic.num.partitions", "1", "auto.create.topics.enable", "false"));
		properties
			.putAll(Map.of("transaction.state.log.replication.factor", "1", "transaction.state.log.min.isr", "1"));
		// One that is killed is missed, and may come back, after a session.
		properties.putAll(Map.of("broker.session.timeout.ms", "3000", "broker.heartbeat.interval.ms", "500"));
		properties.putAll(more);
		if ("broker".equals(properties.get("process.roles"))) {
			properties.put("listeners", "PLAINTEXT://localhost:" + this.port);
		}
		try (var writer = Files.newBufferedWriter(this.config)) {
			properties.store(writer, null);
		}
	}

	private static Process launch(String... command) {
		List<String> java = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
				"-Dlogback.configurationFile=broker-logback.xml", "-cp", System.getProperty("java.class.path")));
		java.addAll(List.of(command));
		try {
			File output = Files.createTempFile(OUTPUT, "broker", ".log").toFile();
			return new ProcessBuilder(java).redirectErrorStream(true).redirectOutput(output).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void await(Process process) {
		try {
			if (!process.waitFor(60, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				throw new IllegalStateException("The broker's process does not end");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
