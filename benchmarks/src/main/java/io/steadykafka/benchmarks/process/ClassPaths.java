package io.steadykafka.benchmarks.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class paths that the build assembled: the jars of the plain application, those that
 * the starter adds, and those of the broker.
 */
public final class ClassPaths {

	private static final String STEADY_KAFKA = "steady-kafka-";

	private final Path target;

	/**
	 * Class paths of a build.
	 */
	public ClassPaths(Path target) {
		this.target = target;
	}

	String application(Side side) {
		Stream<Path> jars = switch (side) {
			case PLAIN -> jars("plain");
			case ACTUATOR -> Stream.concat(jars("plain"), jars("starter").filter(Predicate.not(ClassPaths::isOurs)));
			case STEADY -> Stream.concat(jars("plain"), jars("starter"));
		};
		return classPath(jars);
	}

	String broker() {
		return classPath(jars("broker").filter(Predicate.not(ClassPaths::isOurs)));
	}

	private Stream<Path> jars(String folder) {
		try (Stream<Path> jars = Files.list(this.target.resolve("lib").resolve(folder))) {
			return List.of(jars.sorted().toArray(Path[]::new)).stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Build the module first: mvn -Pbenchmarks -DskipTests package", ex);
		}
	}

	private String classPath(Stream<Path> jars) {
		return Stream.concat(Stream.of(this.target.resolve("classes")), jars)
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static boolean isOurs(Path jar) {
		return jar.getFileName().toString().startsWith(STEADY_KAFKA);
	}

}
