package io.steadykafka.autoconfigure.internal.properties;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.steadykafka.autoconfigure.internal.properties.MembershipProperties.Choice;
import io.steadykafka.membership.internal.ApplicationInstance;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The name of this instance of the application.
 *
 * @param given the name that the application configured
 * @param namespaceFile the file with the pod's namespace: pod names are unique only
 * within a namespace
 */
record InstanceName(@Nullable String given, Environment environment, Path namespaceFile) {

	private static final String POD_NAME = "HOSTNAME";

	InstanceName(@Nullable String given, Environment environment) {
		this(given, environment, Path.of("/var/run/secrets/kubernetes.io/serviceaccount/namespace"));
	}

	/**
	 * This instance, empty for dynamic members.
	 */
	Optional<ApplicationInstance> instance(Choice staticMembership, Choice fencePrevious) {
		if (staticMembership == Choice.OFF) {
			return Optional.empty();
		}
		Optional<String> pod = podName();
		Optional<String> name = Optional.ofNullable(this.given)
			.filter(StringUtils::hasText)
			.map(String::strip)
			.or(() -> pod.map((ofPod) -> ofPod + namespace().map((space) -> "." + space).orElse("")));
		SteadyKafkaProperties.refuse(name.isEmpty() && staticMembership == Choice.ON, "membership.static-membership",
				"on", "There is no name of this instance that would be the same after a restart. Set "
						+ "steady.kafka.membership.instance-id, for example to ${HOSTNAME}.");
		return name.map((text) -> new ApplicationInstance(text, staticMembership == Choice.ON,
				fencesPrevious(text, pod, fencePrevious)));
	}

	private static boolean fencesPrevious(String name, Optional<String> pod, Choice fencePrevious) {
		return switch (fencePrevious) {
			// There is one pod of a name in a namespace at a time.
			case AUTO -> pod.filter(name::contains).isPresent();
			case ON -> true;
			case OFF -> false;
		};
	}

	private Optional<String> namespace() {
		try {
			return Optional.of(Files.readString(this.namespaceFile).strip()).filter(StringUtils::hasText);
		}
		catch (IOException ex) {
			// The pod has no service account.
			return Optional.empty();
		}
	}

	private Optional<String> podName() {
		return (CloudPlatform.KUBERNETES.isActive(this.environment))
				? Optional.ofNullable(this.environment.getProperty(POD_NAME)).filter(StringUtils::hasText)
				: Optional.empty();
	}

}
