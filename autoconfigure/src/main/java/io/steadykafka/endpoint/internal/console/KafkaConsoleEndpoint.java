package io.steadykafka.endpoint.internal.console;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * Serves the page and its assets. It is where the application's actuator is: port, base
 * path and security are those of the other endpoints.
 */
@WebEndpoint(id = KafkaConsoleEndpoint.ID)
public final class KafkaConsoleEndpoint {

	/**
	 * The endpoint's id.
	 */
	public static final String ID = "kafkaconsole";

	private final ConsoleAssets assets;

	public KafkaConsoleEndpoint(ConsoleAssets assets) {
		this.assets = assets;
	}

	@ReadOperation(produces = "text/html")
	public WebEndpointResponse<byte[]> page() {
		return answer(this.assets.page());
	}

	@ReadOperation(produces = { "text/css", "text/javascript" })
	public WebEndpointResponse<byte[]> asset(@Selector String name) {
		return this.assets.find(name)
			.map(KafkaConsoleEndpoint::answer)
			.orElseGet(() -> new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND));
	}

	private static WebEndpointResponse<byte[]> answer(ConsoleAsset asset) {
		return new WebEndpointResponse<>(asset.bytes(), asset.type());
	}

}
