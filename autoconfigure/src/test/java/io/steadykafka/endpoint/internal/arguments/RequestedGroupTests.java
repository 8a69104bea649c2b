package io.steadykafka.endpoint.internal.arguments;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestedGroupTests {

	private static final String[] PATH = { "team", "orders" };

	@Test
	void thePathNamesTheGroup() {
		assertThat(RequestedGroup.find(PATH, null)).contains("team/orders");
	}

	@Test
	void theArgumentNamesTheGroupWithoutAPath() {
		assertThat(RequestedGroup.find(null, "/a//b")).contains("/a//b");
		assertThat(RequestedGroup.find(new String[0], "a")).contains("a");
		assertThat(RequestedGroup.find(null, null)).isEmpty();
	}

	@Test
	void theArgumentDoesNotLeadAwayFromThePath() {
		assertThat(RequestedGroup.find(PATH, "team/orders")).contains("team/orders");
		ArgumentsTests.assertRefused(() -> RequestedGroup.find(PATH, "payments"), "group");
	}

	@Test
	void anOperationNeedsAGroup() {
		assertThat(RequestedGroup.require(null, new Arguments(Map.of("group", "orders")))).isEqualTo("orders");
		ArgumentsTests.assertRefused(() -> RequestedGroup.require(null, new Arguments(Map.of())), "group");
	}

}
