package io.steadykafka.sample.console;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.steadykafka.sample.topics.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks at the sample without permission, by a link, with records of anybody, and while
 * instances go.
 */
class ConsoleTroubleIT extends SampleConsole {

	@Test
	@Order(2)
	void policyIsTheOneThatTheStubSends() throws Exception {
		HttpResponse<Void> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(instances.first().address() + "/actuator/kafkaconsole")).build(),
					HttpResponse.BodyHandlers.discarding());
		assertThat(response.headers().firstValue("Content-Security-Policy")).contains(StubConsole.POLICY);
	}

	@Test
	@Order(2)
	void aLinkShowsAColleagueTheSame() {
		page.open(HASH + "/partitions");
		page.type("Partition or owner", "orders");
		page.press("Lag");
		page.press("Partition");
		page.press("Partition");
		assertThat(page.order()).startsWith("orders-5", "orders-4");
		page.type("Partition or owner", "orders-3");
		String link = browser.driver().getCurrentUrl();
		browser.open("about:blank");
		browser.open(link);
		page.see("#shown", "1 of 6");
		assertThat(page.order()).containsExactly("orders-3");
		assertThat(browser.run("return document.getElementById('search').value")).isEqualTo("orders-3");
		assertThat(page.texts("[aria-sort]", "each.getAttribute('aria-sort')")).containsExactly("descending");
	}

	@Test
	@Order(3)
	void readOnlyAccessShowsNoButtonsAndSaysWhy() {
		Page second = new Page(browser, instances.second().address());
		for (String view : List.of("overview", "partitions", "records", "reset", "dead-letters")) {
			second.open(HASH + "/" + view);
			second.see("#access", "Read-only: The endpoint only reads");
			second.dontSee("#view", "Loading");
			assertThat(second.texts("#view button:not(.sort):not(#sort-again)", "each.textContent")).isEmpty();
		}
		second.see("#view", "management.endpoint.kafkagroups.access is not unrestricted");
		browser.screenshot("read-only");
	}

	@Test
	@Order(4)
	void whatAnybodyProducesIsText() throws Exception {
		for (String text : Texts.HOSTILE) {
			cluster.commit(text, Topics.ORDERS, 0);
			ProducerRecord<String, String> letter = new ProducerRecord<>(Topics.ORDERS + "-dlt", 0, text, text);
			letter.headers()
				.add("kafka_dlt-exception-fqcn", text.getBytes(StandardCharsets.UTF_8))
				.add("kafka_dlt-exception-message", text.getBytes(StandardCharsets.UTF_8))
				.add("kafka_dlt-original-topic", text.getBytes(StandardCharsets.UTF_8))
				.add(text, text.getBytes(StandardCharsets.UTF_8));
			cluster.send(letter);
		}
		ProducerRecord<String, String> unreadable = new ProducerRecord<>(Topics.ORDERS, 2, Texts.HOSTILE.get(0), "{}");
		unreadable.headers().add("__TypeId__", Texts.HOSTILE.get(1).getBytes(StandardCharsets.UTF_8));
		cluster.send(unreadable);
		page.open("#/?all=1");
		page.see("#others", "20");
		Hostile.check(browser, Texts.HOSTILE);
		page.open(HASH + "/records");
		page.see("#view", "orders-2 at");
		Hostile.check(browser, Texts.HOSTILE.subList(0, 1));
		page.follow("Dead letters");
		page.press("Browse the last ones");
		page.see("#letters", "<img");
		Hostile.check(browser, Texts.HOSTILE.subList(0, 3));
		browser.screenshot("hostile");
	}

	@Test
	@Order(5)
	void brokerThatIsAwayIsSaid() throws Exception {
		Page second = new Page(browser, instances.second().address());
		second.open(HASH + "/overview");
		second.see("#view", "Needs attention");
		assertThat(instances.first().terminate()).as(instances.first().log()).isTrue();
		second.see("#banner", "Brokers do not answer");
		second.see("#banner", " ago");
		assertThat(browser.run("return getComputedStyle(document.querySelector('main')).filter"))
			.isEqualTo("grayscale(1)");
		browser.screenshot("broker-away");
	}

	@Test
	@Order(6)
	void applicationThatIsGoneIsSaid() throws Exception {
		Page second = new Page(browser, instances.second().address());
		second.open(HASH + "/overview");
		second.see("#view", "Needs attention");
		instances.second().kill();
		second.see("#banner", "Application gone");
		second.see("#banner", " ago");
		second.see("#live", "Not live");
		assertThat(browser.run("return getComputedStyle(document.querySelector('main')).filter"))
			.isEqualTo("grayscale(1)");
		browser.screenshot("application-gone");
		assertThat(browser.refusedConnections()).isPositive();
	}

	@Override
	@BeforeEach
	void open() {
		browser.forget();
		if (instances.first().isAlive()) {
			super.open();
		}
	}

}
