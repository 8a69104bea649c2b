package io.steadykafka.benchmarks.process;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Kafka's {@code kafka-consumer-groups}, from the broker's jars and in this virtual
 * machine: it answers in a fraction of its start-up time. Not safe for use by several
 * threads.
 */
public final class GroupsCommand implements AutoCloseable {

	private static final String MAIN_CLASS = "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand";

	private final URLClassLoader classes;

	private final Method main;

	private final String servers;

	private GroupsCommand(URLClassLoader classes, Method main, String servers) {
		this.classes = classes;
		this.main = main;
		this.servers = servers;
	}

	static GroupsCommand load(ClassPaths classPaths, String servers) {
		try {
			URLClassLoader classes = new URLClassLoader(urls(classPaths.broker()),
					ClassLoader.getPlatformClassLoader());
			return new GroupsCommand(classes, classes.loadClass(MAIN_CLASS).getMethod("main", String[].class), servers);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static URL[] urls(String classPath) {
		try {
			List<URL> urls = new ArrayList<>();
			for (String entry : classPath.split(File.pathSeparator, -1)) {
				urls.add(Path.of(entry).toUri().toURL());
			}
			return urls.toArray(URL[]::new);
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Call it with {@code --describe} for groups.
	 */
	public String describe(List<String> groups) {
		List<String> arguments = new ArrayList<>(List.of("--bootstrap-server", this.servers, "--describe"));
		groups.forEach((group) -> arguments.addAll(List.of("--group", group)));
		Thread thread = Thread.currentThread();
		ClassLoader loader = thread.getContextClassLoader();
		PrintStream out = System.out;
		PrintStream err = System.err;
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		PrintStream output = new PrintStream(printed, true, StandardCharsets.UTF_8);
		thread.setContextClassLoader(this.classes);
		System.setOut(output);
		// It says there each time that a group has no members.
		System.setErr(output);
		try {
			this.main.invoke(null, (Object) arguments.toArray(String[]::new));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			System.setErr(err);
			System.setOut(out);
			thread.setContextClassLoader(loader);
		}
		return printed.toString(StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		try {
			this.classes.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
