package io.steadykafka.operations.internal.allinstances;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.operations.internal.channel.CommandSender;
import io.steadykafka.operations.internal.channel.RemoteReport;
import io.steadykafka.operations.internal.describe.view.InstanceView;
import io.steadykafka.operations.internal.member.PauseChange;
import org.jspecify.annotations.Nullable;

/**
 * The other instances, as their reports say, and what they answer.
 */
public final class OtherInstances {

	private final Supplier<Map<String, RemoteReport>> reports;

	private final CommandSender sender;

	private final Duration timeout;

	/**
	 * Create a view of no instances yet.
	 * @param timeout how long to wait for answers
	 */
	public OtherInstances(Supplier<Map<String, RemoteReport>> reports, CommandSender sender, Duration timeout) {
		this.reports = reports;
		this.sender = sender;
		this.timeout = timeout;
	}

	/**
	 * The instances that have a listener and report.
	 * @return their names, by id
	 */
	Map<String, String> with(String listener) {
		return select((report) -> report.body().get(ListenerReport.LISTENERS) instanceof Map<?, ?> listeners
				&& listeners.containsKey(listener));
	}

	/**
	 * The pauses and resumes of a listener that the others know of.
	 */
	List<PauseChange> pauses(String listener) {
		return this.reports.get()
			.values()
			.stream()
			.flatMap((report) -> PauseExchange.reported(report, listener).stream())
			.toList();
	}

	/**
	 * The instances on which a record fails.
	 * @return their names, by id
	 */
	Map<String, String> failingOn(Predicate<FailedRecord> record) {
		return select((report) -> failing(report).stream().anyMatch(record));
	}

	/**
	 * The instances that have listeners of a group, also those that went silent.
	 */
	public List<InstanceView> inGroup(String group) {
		return this.reports.get()
			.values()
			.stream()
			.map((report) -> ReportedGroup.of(report, group, () -> failing(report)))
			.flatMap(Optional::stream)
			.sorted(Comparator.comparing(InstanceView::name))
			.toList();
	}

	/**
	 * The records that fail in other instances.
	 */
	List<FailedRecord> failing() {
		return this.reports.get()
			.values()
			.stream()
			.filter((report) -> !report.stale())
			.flatMap((report) -> failing(report).stream())
			.toList();
	}

	private static List<FailedRecord> failing(RemoteReport report) {
		return (report.body().get(ListenerReport.FAILING) instanceof Map<?, ?> records)
				? records.values().stream().map(FailedRecordDocument::read).flatMap(Optional::stream).toList()
				: List.of();
	}

	private Map<String, String> select(Predicate<RemoteReport> which) {
		Map<String, String> selected = new TreeMap<>();
		this.reports.get()
			.values()
			.stream()
			.filter((report) -> !report.stale() && which.test(report))
			.forEach((report) -> selected.put(report.id(), report.name()));
		return selected;
	}

	/**
	 * Have a command carried out, and wait for the answers.
	 * @return the answer of each instance; of one that did not answer, that
	 */
	Map<String, RemoteAnswer> call(Map<String, @Nullable Object> command, Map<String, String> instances) {
		Map<String, RemoteAnswer> answers = new LinkedHashMap<>();
		if (!instances.isEmpty()) {
			CompletableFuture<Map<String, Map<String, @Nullable Object>>> sent = this.sender.send(command,
					Set.copyOf(instances.keySet()), this.timeout);
			Map<String, Map<String, @Nullable Object>> given = sent.join();
			instances.forEach((id, name) -> answers.put(id,
					RemoteAnswer.of("instance '" + name + "' (" + id + ")", given.get(id), this.timeout)));
		}
		return answers;
	}

}
