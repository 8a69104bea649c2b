package io.steadykafka.autoconfigure.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class OrderedStatusAggregatorTests {

	private static final List<String> ORDER = List.of("down", "out-of-service", "degraded", "UP", "unknown");

	private final OrderedStatusAggregator order = new OrderedStatusAggregator(ORDER);

	@Test
	void tellsTheWorstStatus() {
		assertThat(this.order.getAggregateStatus(Status.UP, new Status("DEGRADED"))).isEqualTo(new Status("DEGRADED"));
		assertThat(this.order.getAggregateStatus(Status.OUT_OF_SERVICE, Status.UP)).isEqualTo(Status.OUT_OF_SERVICE);
	}

	@Test
	void leavesOutWhatIsNotInTheOrder() {
		assertThat(this.order.getAggregateStatus(new Status("FANCY"), Status.UP)).isEqualTo(Status.UP);
		assertThat(this.order.getAggregateStatus(Set.of())).isEqualTo(Status.UNKNOWN);
	}

	@Test
	void answersAsSpringBootsOwn() {
		StatusAggregator boots = StatusAggregator.of(ORDER);
		List<Status> all = List.of(Status.DOWN, Status.OUT_OF_SERVICE, new Status("degraded"), Status.UP,
				Status.UNKNOWN, new Status("FANCY"));
		for (int pick = 0; pick < 1 << all.size(); pick++) {
			Set<Status> some = new LinkedHashSet<>();
			for (int i = 0; i < all.size(); i++) {
				if ((pick & 1 << i) != 0) {
					some.add(all.get(i));
				}
			}
			assertThat(this.order.getAggregateStatus(some)).as(some.toString())
				.isEqualTo(boots.getAggregateStatus(some));
		}
	}

}
