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
	 * What the brokers have in their place, by {@code group.consumer.assignors}: their
	 * own default keeps partitions where they are, too.
	 */
	private static final Map<String, String> ON_BROKERS = Map.of(CooperativeStickyAssignor.class.getName(), "",
			StickyAssignor.class.getName(), "", RoundRobinAssignor.class.getName(), "uniform",
			RangeAssignor.class.getName(), "range");

	/**
	 * The class of an assignor.
	 * @param name the name by which groups tell assignors apart
	 * @return the class's name, empty if it is not one of Kafka's
	 */
	static Optional<String> classOf(String name) {
		return Optional.ofNullable(CLASSES_BY_NAME.get(name));
	}

	/**
	 * The assignor to ask the brokers for in place of these.
	 * @return its name, the empty name for the brokers' default; nothing if the brokers
	 * have none that is alike
	 */
	Optional<String> onBrokers() {
		return (this.classes.isEmpty()) ? Optional.of("") : Optional.ofNullable(ON_BROKERS.get(this.classes.get(0)));
	}

	boolean isCooperative() {
		return this.classes.contains(CooperativeStickyAssignor.class.getName());
	}

	/**
	 * Whether a group with this assignor has agreed on one of these, or may.
	 * @param name the assignor's name, empty if the group has none
	 * @return {@code true} if members with these can join
	 */
	boolean include(String name) {
		return name.isEmpty() || classOf(name).filter(this.classes::contains).isPresent();
	}

	/**
	 * These assignors with another one that the group prefers for as long as there are
	 * members that know only that one.
	 * @param type the other one's class
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
