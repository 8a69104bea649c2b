package io.steadykafka.membership.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.consumer.RoundRobinAssignor;
import org.apache.kafka.clients.consumer.StickyAssignor;

/**
 * Assignors that a member offers to its group, the preferred one first.
 *
 * @param classes names of classes
 */
record Assignors(List<String> classes) {

	private static final Map<String, String> CLASSES_BY_NAME = Map.of(
			CooperativeStickyAssignor.COOPERATIVE_STICKY_ASSIGNOR_NAME, CooperativeStickyAssignor.class.getName(),
			StickyAssignor.STICKY_ASSIGNOR_NAME, StickyAssignor.class.getName(), RangeAssignor.RANGE_ASSIGNOR_NAME,
			RangeAssignor.class.getName(), RoundRobinAssignor.ROUNDROBIN_ASSIGNOR_NAME,
			RoundRobinAssignor.class.getName());

	/**
	 * The equivalent broker-side assignors of {@code group.consumer.assignors}: their
	 * default, like the sticky ones, keeps partitions where they are.
	 */
	private static final Map<String, String> ON_BROKERS = Map.of(CooperativeStickyAssignor.class.getName(), "",
			StickyAssignor.class.getName(), "", RoundRobinAssignor.class.getName(), "uniform",
			RangeAssignor.class.getName(), "range");

	/**
	 * The class name of one of Kafka's assignors, empty for others.
	 * @param name the assignor's name in the group protocol
	 */
	static Optional<String> classOf(String name) {
		return Optional.ofNullable(CLASSES_BY_NAME.get(name));
	}

	/**
	 * The equivalent broker-side assignor: an empty name for the brokers' default,
	 * nothing if the brokers have none.
	 */
	Optional<String> onBrokers() {
		return (this.classes.isEmpty()) ? Optional.of("") : Optional.ofNullable(ON_BROKERS.get(this.classes.get(0)));
	}

	boolean isCooperative() {
		return this.classes.contains(CooperativeStickyAssignor.class.getName());
	}

	/**
	 * Whether members with these assignors can join a group that uses the given one.
	 * @param name the assignor's name, empty if the group has none
	 */
	boolean include(String name) {
		return name.isEmpty() || classOf(name).filter(this.classes::contains).isPresent();
	}

	/**
	 * Another assignor, then these: the group uses it as long as some members know no
	 * other.
	 */
	Assignors after(String type) {
		Set<String> all = new LinkedHashSet<>(List.of(type));
		all.addAll(this.classes);
		return new Assignors(new ArrayList<>(all));
	}

	String text() {
		return String.join(",", this.classes);
	}

}
