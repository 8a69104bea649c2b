package io.steadykafka.autoconfigure.internal.properties;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.steadykafka.autoconfigure.internal.properties.MembershipProperties.Choice;
import io.steadykafka.membership.internal.ApplicationInstance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InstanceName}.
 */
class InstanceNameTests {

	private final MockEnvironment pod = new MockEnvironment().withProperty("spring.main.cloud-platform", "kubernetes")
		.withProperty("HOSTNAME", "orders-0");

	@TempDir
	Path folder;

	@Test
	void aPodIsKnownByItsNameAndNamespace() throws IOException {
		assertThat(instance(null, Choice.AUTO)).contains(new ApplicationInstance("orders-0", false, true));
		Files.writeString(this.folder.resolve("namespace"), "shop\n");
		assertThat(instance(null, Choice.AUTO)).contains(new ApplicationInstance("orders-0.shop", false, true));
	}

	@Test
	void aGivenNameStaysAndIsTakenOverOnlyIfItIsThatOfThePod() {
		assertThat(instance("eu-orders-0", Choice.AUTO)).contains(new ApplicationInstance("eu-orders-0", false, true));
		assertThat(instance("one", Choice.AUTO)).contains(new ApplicationInstance("one", false, false));
		assertThat(instance("one", Choice.ON)).contains(new ApplicationInstance("one", false, true));
		assertThat(instance(null, Choice.OFF)).contains(new ApplicationInstance("orders-0", false, false));
	}

	private Optional<ApplicationInstance> instance(@Nullable String given, Choice takeOver) {
		return new InstanceName(given, this.pod, this.folder.resolve("namespace")).instance(Choice.AUTO, takeOver);
	}

}
