package io.steadykafka.health.internal;

import java.util.Optional;

import io.steadykafka.listener.internal.Containment;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * An indicator that is UNKNOWN where it fails itself: a bug of the starter restarts no
 * pod.
 */
abstract class ContainedHealthIndicator extends AbstractHealthIndicator {

	private final String name;

	private final Containment containment;

	ContainedHealthIndicator(String name, Containment containment) {
		super(name + " health check failed");
		this.name = name;
		this.containment = containment;
	}

	@Override
	protected final void doHealthCheck(Health.Builder builder) {
		Optional<Health> health = this.containment.get("health indicator of " + this.name, () -> {
			Health.Builder own = new Health.Builder();
			describe(own);
			return Optional.of(own.build());
		}, Optional.empty());
		health.ifPresentOrElse((known) -> builder.status(known.getStatus()).withDetails(known.getDetails()),
				() -> builder.unknown().withDetail("reason", "the indicator itself failed: the log says why"));
	}

	abstract void describe(Health.Builder builder);

}
