package io.steadykafka.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.springframework.util.FileSystemUtils;

/**
 * A real broker in its own process, with its data below the output folder while it runs.
 */
public final class BrokerProcess implements AutoCloseable {

	private static final Duration FORMAT_LIMIT = Duration.ofSeconds(60);

	private final String servers;

	private final Path data;

	private final Path log;

	private final JavaProcess process;

	private BrokerProcess(String servers, Path data, Path log, JavaProcess process) {
		this.servers = servers;
		this.data = data;
		this.log = log;
		this.process = process;
	}

	/**
	 * Start a broker. It may take a moment until it answers.
	 * @param name the name, which its log has too
	 * @param more properties of the broker on top of those that each has
	 */
	public static BrokerProcess start(ClassPaths classPaths, Path output, String name, Map<String, String> more) {
		try {
			Path data = Files.createTempDirectory(output, name);
			String servers = "localhost:" + FreePort.find();
			Path config = data.resolve("server.properties");
			Properties properties = properties(servers, data);
			properties.putAll(more);
			write(properties, config);
			Path log = output.resolve(name + ".log");
			java(classPaths, log, "kafka.tools.StorageTool", List.of("format", "--standalone", "--cluster-id",
					"steadykafkabenchmark00", "--config", config.toString()))
				.requireEnd(FORMAT_LIMIT);
			return new BrokerProcess(servers, data, log,
					java(classPaths, log, "kafka.Kafka", List.of(config.toString())));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public String servers() {
		return this.servers;
	}

	/**
	 * The file that its log goes to.
	 */
	public Path log() {
		return this.log;
	}

	@Override
	public void close() {
		this.process.kill();
		FileSystemUtils.deleteRecursively(this.data.toFile());
	}

	private static Properties properties(String servers, Path data) {
		String controller = "localhost:" + FreePort.find();
		Properties properties = new Properties();
		properties.putAll(Map.of("process.roles", "broker,controller", "node.id", "1", "listeners",
				"PLAINTEXT://" + servers + ",CONTROLLER://" + controller, "controller.listener.names", "CONTROLLER",
				"controller.quorum.bootstrap.servers", controller, "log.dirs", data.resolve("logs").toString(),
				"offsets.topic.replication.factor", "1", "offsets.topic.num.partitions", "1",
				"group.initial.rebalance.delay.ms", "0", "auto.create.topics.enable", "false"));
		return properties;
	}

	private static void write(Properties properties, Path file) throws IOException {
		try (var writer = Files.newBufferedWriter(file)) {
			properties.store(writer, null);
		}
	}

	private static JavaProcess java(ClassPaths classPaths, Path log, String mainClass, List<String> arguments) {
		List<String> options = List.of("-Xmx2g", "-Dlogback.configurationFile=benchmarks-logback.xml",
				"-Dbenchmarks.log.level=INFO");
		return JavaProcess.start(log, classPaths.broker(), options, mainClass, arguments);
	}

}
