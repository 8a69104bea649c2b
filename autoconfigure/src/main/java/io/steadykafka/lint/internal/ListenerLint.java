package io.steadykafka.lint.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Asks each rule of each listener.
 */
final class ListenerLint implements Lint {

	private static final Log logger = LogFactory.getLog(Lint.class);

	private static final List<LintRule> RULES = List.of(new ConsumerProtocolRule(), new RecordAcknowledgmentRule(),
			new AutoCommitRule(), new InstanceIdRule(), new AsynchronousCooperativeRule(), new LatestRule(),
			new SessionTimeoutRule(), new IdleBetweenPollsRule(), new PollIntervalRule(), new ConcurrencyRule(),
			new ClientIdRule());

	private final Options options;

	private final ListenerContainers containers;

	private final List<Finding> findings = new CopyOnWriteArrayList<>();

	private final Knowledge knowledge;

	ListenerLint(Options options, ListenerContainers containers, Knowledge knowledge) {
		this.options = options;
		this.containers = containers;
		this.knowledge = knowledge;
	}

	@Override
	public void prepare(ListenerContainer listener) {
		if (this.options.mode() == Mode.OFF) {
			return;
		}
		List<ListenerContainer> others = this.containers.all()
			.stream()
			.filter((other) -> !other.equals(listener))
			.toList();
		InspectedListener inspected = new InspectedListener(listener, this.containers.sharingGroupWith(listener),
				others, this.knowledge);
		RULES.stream()
			.map((rule) -> rule.check(inspected))
			.flatMap(Optional::stream)
			.filter((finding) -> !this.options.allowed().contains(finding.name()))
			.forEach(this::add);
	}

	private void add(Finding finding) {
		this.findings.add(finding);
		logger.warn(finding.describe() + ". To accept it, name it in steady.kafka.lint.allowed");
	}

	@Override
	public void forget(ListenerContainer listener) {
		this.findings.removeIf((finding) -> finding.listener().equals(listener.id()));
	}

	@Override
	public List<Finding> findings() {
		return List.copyOf(this.findings);
	}

	@Override
	public void refuse() {
		Set<String> unknown = new TreeSet<>(this.options.allowed());
		RULES.forEach((rule) -> unknown.remove(rule.name()));
		if (!unknown.isEmpty()) {
			logger.warn("steady.kafka.lint.allowed names " + unknown + ", which nothing is found by. There are "
					+ RULES.stream().map(LintRule::name).sorted().toList());
		}
		List<Finding> refused = this.findings.stream()
			.filter((finding) -> this.options.mode() == Mode.FAIL || finding.severity() == Severity.CANNOT_WORK)
			.toList();
		if (!refused.isEmpty()) {
			throw new FightingSettingsException(refused);
		}
	}

}
