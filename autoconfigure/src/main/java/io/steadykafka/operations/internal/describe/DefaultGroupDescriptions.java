package io.steadykafka.operations.internal.describe;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.operations.GroupDescriptions;
import io.steadykafka.operations.internal.describe.broker.Answer;
import io.steadykafka.operations.internal.describe.broker.BrokerGroup;
import io.steadykafka.operations.internal.describe.broker.Patience;
import io.steadykafka.operations.internal.describe.field.DescriptionField;
import io.steadykafka.operations.internal.describe.field.Document;
import io.steadykafka.operations.internal.describe.field.GroupsField;
import io.steadykafka.operations.internal.describe.field.ListingField;
import io.steadykafka.operations.internal.describe.row.GroupDetails;
import io.steadykafka.operations.internal.describe.row.GroupSummary;
import io.steadykafka.operations.internal.describe.row.SampleRow;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.GroupViews;
import io.steadykafka.operations.internal.describe.view.InstanceView;
import io.steadykafka.operations.internal.describe.view.ListenerViews;
import io.steadykafka.operations.internal.describe.view.PartitionView;
import io.steadykafka.operations.internal.describe.view.PartitionViews;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Describes groups by what is in memory, and by what the brokers answered to this or an
 * earlier reader. Asks them once at the start, so that the first reader does not wait.
 */
public final class DefaultGroupDescriptions implements GroupDescriptions, SmartLifecycle, AutoCloseable {

	private final Supplier<String> scope;

	private final OwnGroups own;

	private final GroupViews views;

	private final PartitionViews partitions;

	private final GroupSummary summary;

	private final GroupDetails details;

	private final Clock clock;

	private volatile boolean running;

	/**
	 * Create descriptions.
	 * @param scope which instances they are about, for people
	 * @param admins the Admin client for a listener's cluster; asked for in the
	 * background
	 */
	public DefaultGroupDescriptions(Supplier<String> scope, ListenerContainers containers,
			Function<ListenerContainer, Admin> admins, ListenerViews listeners, GroupViews groups, Clock clock) {
		this.scope = scope;
		this.own = new OwnGroups(containers, listeners.states()::shareListeners, admins, groups.lag(), clock);
		this.views = groups;
		this.partitions = new PartitionViews(listeners, groups.lag());
		this.summary = new GroupSummary(listeners, groups);
		this.details = new GroupDetails(listeners, groups);
		this.clock = clock;
	}

	@Override
	public Map<String, @Nullable Object> groups(boolean all) {
		Patience patience = Patience.now();
		List<Document> groups = new ArrayList<>();
		this.own.all().forEach((group) -> groups.add(summary(view(group, patience))));
		Document document = new Document().put(GroupsField.SCOPE, this.scope.get());
		if (!all) {
			return document.put(GroupsField.GROUPS, groups).toMap();
		}
		List<Document> listing = new ArrayList<>();
		this.own.clusters().forEach((cluster) -> {
			Answer<Map<String, Answer<BrokerGroup>>> others = cluster.groups().others(patience);
			listing.add(new Document().put(ListingField.CLUSTER, cluster.servers())
				.put(ListingField.SAMPLE, SampleRow.of(others, this.clock.instant())));
			if (others.value() != null) {
				new TreeMap<>(others.value())
					.forEach((name, answer) -> groups.add(summary(view(cluster, name, answer, List.of()))));
			}
		});
		return document.put(GroupsField.GROUPS, groups).put(GroupsField.LISTING, listing).toMap();
	}

	private Document summary(GroupView group) {
		return this.summary.of(group, this.partitions.of(group));
	}

	@Override
	public Map<String, @Nullable Object> describe(String group) {
		GroupView view = find(group, Patience.now());
		List<PartitionView> views = this.partitions.of(view);
		return new Document().put(DescriptionField.SCOPE, this.scope.get())
			.putAll(this.summary.of(view, views))
			.putAll(this.details.of(view, views))
			.toMap();
	}

	private GroupView find(String group, Patience patience) {
		for (OwnGroup own : this.own.all()) {
			if (own.name().equals(group)) {
				return view(own, patience);
			}
		}
		String unknown = "";
		for (KnownCluster cluster : this.own.clusters()) {
			Optional<Answer<BrokerGroup>> found = cluster.groups().other(group, patience);
			if (found.isPresent()) {
				return view(cluster, group, found.get(), this.views.others().apply(group));
			}
			Answer<?> listed = cluster.groups().others(patience);
			if (listed.value() == null || listed.isFailing()) {
				unknown = listed.whyUnknown();
			}
		}
		throw new NoSuchElementException(missing(group, unknown));
	}

	private static String missing(String group, String unknown) {
		String name = "'" + PlainText.of(group, 255) + "'";
		return (unknown.isEmpty())
				? "There is no group " + name + ", neither of a listener here nor in the cluster. Is it spelled right?"
				: "No listener of this application is in a group " + name + ", and whether the cluster has it is not "
						+ "known: " + unknown;
	}

	private GroupView view(OwnGroup group, Patience patience) {
		KnownCluster cluster = group.cluster();
		Answer<BrokerGroup> answer = (cluster != null) ? cluster.groups().own(group.name(), patience)
				: Answer.<BrokerGroup>none()
					.failed("no listener but those of share groups tells where the brokers are", this.clock.instant());
		String servers = (cluster != null) ? cluster.servers() : "";
		return new GroupView(group.name(), servers, group.listeners(), group.share(), answer,
				PartitionViews.sample(this.views.lag(), servers, group.name()), this.clock.instant(),
				this.views.others().apply(group.name()));
	}

	private GroupView view(KnownCluster cluster, String group, Answer<BrokerGroup> answer, List<InstanceView> others) {
		return new GroupView(group, cluster.servers(), List.of(), List.of(), answer,
				PartitionViews.sample(this.views.lag(), cluster.servers(), group), this.clock.instant(), others);
	}

	@Override
	public void start() {
		this.running = true;
		this.own.clusters().forEach((cluster) -> cluster.groups().warmUp());
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		// When all listeners are known.
		return Integer.MAX_VALUE;
	}

	@Override
	public void close() {
		this.own.close();
	}

}
