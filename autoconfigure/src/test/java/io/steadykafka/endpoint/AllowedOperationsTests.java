package io.steadykafka.endpoint;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import io.steadykafka.operations.internal.log.Operation;
import io.steadykafka.operations.internal.log.OperationLog;
import io.steadykafka.operations.internal.log.OperationOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page asks which operations there are before it shows buttons.
 */
@ExtendWith(OutputCaptureExtension.class)
class AllowedOperationsTests {

	private static final String ORDERS = EndpointApp.GROUPS + "/orders-group";

	private static final Map<String, String> ALLOWED = Map.of("operation", "allowed");

	@Test
	void operationsAreNamedAndNothingElseHappens(CapturedOutput output) {
		try (EndpointApp app = EndpointApp.start(EndpointApp.WRITABLE)) {
			AuditedOperations audited = new AuditedOperations();
			app.context().addApplicationListener(audited);
			HttpResponse<String> answer = app.post(ORDERS, ALLOWED);
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).isEqualTo("{\"operation\":\"allowed\",\"group\":\"orders-group\","
					+ "\"scope\":\"this instance only\",\"operations\":[\"pause\",\"resume\",\"stop\",\"start\","
					+ "\"restart\",\"retry\",\"skip\",\"dead-letter\",\"reset\",\"undo\",\"replay\","
					+ "\"cancel-replay\",\"browse\"],\"user\":\"unknown\",\"showValues\":false}");
			assertThat(audited.events()).isEmpty();
			assertThat(output).doesNotContain("Operation ");
			OperationLog log = app.context().getBean(OperationLog.class);
			for (Operation operation : Operation.values()) {
				for (OperationOutcome outcome : OperationOutcome.values()) {
					assertThat(log.count(operation, outcome)).isZero();
				}
			}
			assertThat(app.operations().changes()).isEmpty();
		}
	}

	@Test
	void whetherValuesAreShownIsSaid() {
		try (EndpointApp app = EndpointApp.start(EndpointApp.WRITABLE, "steady.kafka.operations.show-values=true")) {
			assertThat(app.post(ORDERS, ALLOWED).body()).contains("\"showValues\":true");
			assertThat(JsonPath.<List<String>>read(
					app.post(EndpointApp.GROUPS, Map.of("operation", "allowed", "group", "shared")).body(),
					"$.operations"))
				.contains("undo")
				.doesNotContain("allowed");
		}
	}

}
