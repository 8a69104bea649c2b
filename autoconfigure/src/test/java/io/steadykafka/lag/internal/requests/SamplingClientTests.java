package io.steadykafka.lag.internal.requests;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link SamplingClient}.
 */
class SamplingClientTests {

	private final Map<String, Double> values = new HashMap<>(Map.of("connection-count", 1.0, "response-total", 7.0));

	private final List<Admin> made = new ArrayList<>();

	private final SamplingClient client = new SamplingClient(this::make);

	@Test
	void whileAllIsAnsweredItStays() {
		assertThat(samplesWithANewClient(5, true, 1)).isEmpty();
		then(this.made.get(0)).should(never()).close(any());
	}

	@Test
	void whenNobodyAnswersOnAConnectionItIsMadeAnewEachTime() {
		assertThat(samplesWithANewClient(4, false, 0)).containsExactly(1, 2, 3, 4);
		this.made.subList(0, 4).forEach((closed) -> then(closed).should().close(any()));
	}

	@Test
	void withoutAConnectionItStays() {
		this.values.put("connection-count", 0.0);
		assertThat(samplesWithANewClient(4, false, 0)).isEmpty();
	}

	@Test
	void whenSomeAnswerItIsMadeAnewEverMoreSeldom() {
		assertThat(samplesWithANewClient(20, false, 3)).containsExactly(1, 2, 4, 8, 16);
		// Once all was answered it begins again.
		assertThat(samplesWithANewClient(1, true, 3)).isEmpty();
		assertThat(samplesWithANewClient(1, false, 3)).containsExactly(1);
	}

	@Test
	void afterItsEndItIsMadeAnew() {
		Admin first = this.client.next();
		this.client.close();
		assertThat(this.client.next()).isNotSameAs(first);
		then(first).should().close(any());
	}

	/**
	 * Take samples.
	 * @param number how many
	 * @param answered whether all of each is answered
	 * @param responses how many responses come in each
	 * @return those after which the client is another one, from 1
	 */
	private List<Integer> samplesWithANewClient(int number, boolean answered, int responses) {
		return IntStream.rangeClosed(1, number).filter((sample) -> {
			Admin before = this.client.next();
			this.values.merge("response-total", (double) responses, Double::sum);
			this.client.sampled(answered);
			return !this.client.next().equals(before);
		}).boxed().toList();
	}

	private Admin make() {
		Admin admin = mock();
		Map<MetricName, Metric> metrics = new HashMap<>();
		this.values.keySet().forEach((name) -> {
			MetricName key = new MetricName(name, "admin-client-metrics", "", Map.of());
			Metric metric = mock();
			given(metric.metricName()).willReturn(key);
			given(metric.metricValue()).willAnswer((call) -> this.values.get(name));
			metrics.put(key, metric);
		});
		willReturn(metrics).given(admin).metrics();
		this.made.add(admin);
		return admin;
	}

}
