package io.steadykafka.endpoint;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.management.JMException;
import javax.management.MBeanException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The endpoint of an application without a web server.
 */
class EndpointJmxTests {

	private static final String[] JMX = { "spring.jmx.enabled=true", "spring.jmx.unique-names=true",
			"management.endpoints.jmx.exposure.include=*" };

	@Test
	void groupsAreDescribed() throws JMException {
		try (EndpointApp app = start()) {
			assertThat(invoke(app, "groups", null, null)).isEqualTo(app.operations().groups(false)).containsKey("lag");
			assertThat(invoke(app, "groups", "", "true")).containsEntry("all", true);
			assertThat(invoke(app, "groups", EndpointApplication.ODD_GROUP, null))
				.containsEntry("group", EndpointApplication.ODD_GROUP)
				.containsEntry("coordinator", null);
		}
	}

	@Test
	void groupsAreOperatedWithTexts() throws JMException {
		try (EndpointApp app = start(EndpointApp.WRITABLE)) {
			assertThat(operate(app, "pause", "orders-group", "", "orders", "3")).containsEntry("outcome", "done");
			assertThat(app.operations().changes()).containsExactly("pause orders orders 3 unknown");
		}
	}

	@Test
	void allParametersAreTextsThatAConsoleCanEnter() throws JMException {
		try (EndpointApp app = start(EndpointApp.WRITABLE)) {
			assertThat(operations(app)).hasSize(2)
				.allSatisfy((operation) -> assertThat(operation.getSignature()).extracting(MBeanParameterInfo::getType)
					.containsOnly(String.class.getName()));
		}
	}

	@Test
	void whatIsWrongIsSaidWithWhatIsAllowed() throws JMException {
		try (EndpointApp app = start(EndpointApp.WRITABLE)) {
			assertThatExceptionOfType(MBeanException.class).isThrownBy(() -> operate(app, "pause", "shared"))
				.withMessageContaining("Argument 'listener' is missing")
				.withMessageContaining("Allowed: [first, second]")
				.withCauseExactlyInstanceOf(IllegalArgumentException.class);
			assertThatExceptionOfType(MBeanException.class).isThrownBy(() -> invoke(app, "groups", "missing", null))
				.withMessageContaining("There is no 'missing'");
			assertThat(app.operations().changes()).isEmpty();
		}
	}

	@Test
	void byDefaultTheEndpointOnlyReads() throws JMException {
		try (EndpointApp app = start()) {
			assertThat(operations(app)).extracting(MBeanOperationInfo::getName).containsExactly("groups");
		}
	}

	private static EndpointApp start(String... properties) {
		return EndpointApp.start(WebApplicationType.NONE, List.of(EndpointApplication.class),
				Stream.concat(Stream.of(JMX), Stream.of(properties)).toArray(String[]::new));
	}

	private static Map<String, Object> operate(EndpointApp app, String... first) throws JMException {
		String[] all = new String[13];
		System.arraycopy(first, 0, all, 0, first.length);
		return invoke(app, "operate", all);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> invoke(EndpointApp app, String operation, String... arguments)
			throws JMException {
		String[] signature = Stream.of(arguments).map((any) -> String.class.getName()).toArray(String[]::new);
		return (Map<String, Object>) server(app).invoke(name(app), operation, arguments, signature);
	}

	private static List<MBeanOperationInfo> operations(EndpointApp app) throws JMException {
		return List.of(server(app).getMBeanInfo(name(app)).getOperations());
	}

	private static MBeanServer server(EndpointApp app) {
		return app.context().getBean(MBeanServer.class);
	}

	private static ObjectName name(EndpointApp app) throws JMException {
		return server(app).queryNames(new ObjectName("org.springframework.boot:type=Endpoint,name=Kafkagroups,*"), null)
			.iterator()
			.next();
	}

}
