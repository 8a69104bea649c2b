package io.steadykafka.autoconfigure;

import io.steadykafka.lint.internal.Finding;
import io.steadykafka.lint.internal.Lint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.annotation.KafkaListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Settings that fight each other, in applications.
 */
@ExtendWith(OutputCaptureExtension.class)
class LintInActionTests {

	private static final String HEARTBEAT = "--spring.kafka.consumer.heartbeat-interval=2s";

	private static final String CONSUMER_PROTOCOL = "--spring.kafka.properties.group.protocol=consumer";

	@Test
	void whatCannotWorkIsRefusedWithItsRemedy(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run(CONSUMER_PROTOCOL, HEARTBEAT));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Listener 'orders': group.protocol=consumer and heartbeat.interval.ms are set")
			.contains("Action:")
			.contains("Listener 'orders': Remove heartbeat.interval.ms, or use group.protocol=classic.")
			.contains("name it in steady.kafka.lint.allowed: consumer-protocol.");
	}

	@Test
	void withoutTheLintKafkaRefusesIt(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run(CONSUMER_PROTOCOL, HEARTBEAT, "--steady.kafka.lint.mode=off"))
			.withStackTraceContaining("heartbeat.interval.ms cannot be set when group.protocol=CONSUMER");
		assertThat(output).doesNotContain("lint.allowed");
	}

	@Test
	void yamlsFalseIsOff() {
		try (ConfigurableApplicationContext context = run("--spring.kafka.consumer.auto-offset-reset=latest",
				"--spring.kafka.listener.auto-startup=false", "--steady.kafka.lint.mode=false")) {
			assertThat(context.getBean(Lint.class).findings()).isEmpty();
		}
	}

	@Test
	void whatIsUnwiseIsSaidOnceAndRefusedIfThatIsAskedFor(CapturedOutput output) {
		String latest = "--spring.kafka.consumer.auto-offset-reset=latest";
		String notStarted = "--spring.kafka.listener.auto-startup=false";
		try (ConfigurableApplicationContext context = run(latest, notStarted)) {
			assertThat(context.getBean(Lint.class).findings()).extracting(Finding::name).containsExactly("latest");
		}
		assertThat(output.getOut().lines().filter((line) -> line.contains("auto.offset.reset=latest"))).hasSize(1);
		assertThatException().isThrownBy(() -> run(latest, notStarted, "--steady.kafka.lint.mode=fail"));
		assertThat(output).contains("APPLICATION FAILED TO START");
		run(latest, notStarted, "--steady.kafka.lint.mode=fail", "--steady.kafka.lint.allowed=latest").close();
	}

	@Test
	void theStartersOwnSettingsFightNobody(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("--spring.kafka.listener.auto-startup=false")) {
			assertThat(context.getBean(Lint.class).findings()).isEmpty();
		}
		assertThat(output).doesNotContain("WARN");
	}

	private static ConfigurableApplicationContext run(String... arguments) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		String[] all = new String[arguments.length + 2];
		System.arraycopy(arguments, 0, all, 0, arguments.length);
		all[arguments.length] = "--spring.kafka.bootstrap-servers=localhost:1";
		all[arguments.length + 1] = "--steady.kafka.lag.enabled=false";
		return application.run(all);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableKafka
	@ImportAutoConfiguration({ KafkaAutoConfiguration.class, SteadyKafkaAutoConfiguration.class })
	static class Application {

		@KafkaListener(id = "orders", topics = "orders")
		void handle(String order) {
		}

	}

}
