package io.steadykafka.sample.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

/**
 * A real Kafka broker, which is its own controller too, on localhost. What it stores goes
 * when it is closed.
 */
final class EmbeddedBroker implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedBroker.class);

	private final int port;

	private final Path directory;

	private final KafkaRaftServer server;

	private EmbeddedBroker(int port, Path directory, KafkaRaftServer server) {
		this.port = port;
		this.directory = directory;
		this.server = server;
	}

	/**
	 * Starts a broker and returns when it answers.
	 * @param port the port for its clients
	 * @return the broker
	 * @throws BrokerPortException if the port is not to be had
	 */
	static EmbeddedBroker start(int port) {
		// Asked first, as Kafka would tell only after seconds, and in many lines.
		requireFree(port);
		Path directory = createDirectory();
		EmbeddedBroker broker = null;
		try {
			format(directory);
			KafkaConfig config = new KafkaConfig(EmbeddedBrokerSettings.of(port, freePort(), directory), false);
			broker = new EmbeddedBroker(port, directory, new KafkaRaftServer(config, Time.SYSTEM));
			broker.server.startup();
			logger.info(
					"The sample's own Kafka broker is up at {}. Another instance joins it with "
							+ "--spring.kafka.bootstrap-servers={} --server.port=8081",
					broker.address(), broker.address());
			return broker;
		}
		catch (Exception ex) {
			if (broker != null) {
				broker.close();
			}
			else {
				delete(directory);
			}
			throw new IllegalStateException("The sample's own Kafka broker could not be started", ex);
		}
	}

	String address() {
		return EmbeddedBrokerSettings.HOST + ":" + this.port;
	}

	Path directory() {
		return this.directory;
	}

	@Override
	public void close() {
		try {
			this.server.shutdown();
			this.server.awaitShutdown();
		}
		finally {
			delete(this.directory);
		}
	}

	private static void format(Path directory) throws Exception {
		new Formatter().setClusterId(Uuid.randomUuid().toString())
			.setNodeId(EmbeddedBrokerSettings.NODE)
			.setControllerListenerName(EmbeddedBrokerSettings.CONTROLLER)
			.addDirectory(directory.toString())
			// It would write to the console of the application.
			.setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
			.run();
	}

	private static void requireFree(int port) {
		try (ServerSocket socket = bind(port)) {
			logger.debug("Port {} is free", socket.getLocalPort());
		}
		catch (IOException ex) {
			throw new BrokerPortException(port, ex);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = bind(0)) {
			return socket.getLocalPort();
		}
	}

	private static ServerSocket bind(int port) throws IOException {
		return new ServerSocket(port, 1, InetAddress.getByName(EmbeddedBrokerSettings.HOST));
	}

	private static Path createDirectory() {
		try {
			return Files.createTempDirectory("steady-kafka-sample-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void delete(Path directory) {
		try {
			FileSystemUtils.deleteRecursively(directory);
		}
		catch (IOException ex) {
			logger.warn("The broker's folder {} could not be deleted", directory, ex);
		}
	}

}
