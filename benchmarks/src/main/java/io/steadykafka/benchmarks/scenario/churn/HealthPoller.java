package io.steadykafka.benchmarks.scenario.churn;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Requests the health of each member every second over HTTP, on its own thread.
 */
final class HealthPoller implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofMillis(900);

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

	private final List<ChurnMember> members;

	private final HealthStats stats;

	HealthPoller(List<ChurnMember> members, HealthStats stats) {
		this.members = members;
		this.stats = stats;
	}

	HealthPoller start() {
		var unused = this.thread.scheduleAtFixedRate(this::askAll, 1, 1, TimeUnit.SECONDS);
		return this;
	}

	private void askAll() {
		this.members.forEach((member) -> {
			URI address = member.address();
			if (address != null) {
				ask(member.name(), address);
			}
		});
	}

	private void ask(String instance, URI address) {
		HttpRequest request = HttpRequest.newBuilder(address.resolve("/health")).timeout(TIMEOUT).build();
		var unused = this.client.sendAsync(request, BodyHandlers.ofString())
			.whenComplete((response, ex) -> tell(instance, response));
	}

	private void tell(String instance, @Nullable HttpResponse<String> response) {
		if (response != null && response.statusCode() == 200) {
			this.stats.add(instance, Instant.now(), IndicatorStatus.parse(response.body()));
		}
		else {
			// Not up yet, or frozen.
			this.stats.addSilence();
		}
	}

	/**
	 * Ask a member for something else, once.
	 * @return its answer; empty if there is none
	 */
	Optional<String> ask(ChurnMember member, String path) {
		URI address = member.address();
		if (address == null) {
			return Optional.empty();
		}
		try {
			HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(5)).build();
			return Optional.of(this.client.send(request, BodyHandlers.ofString()).body());
		}
		catch (IOException ex) {
			return Optional.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
	}

}
