package io.steadykafka.lint.internal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;

import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Checks the settings of each listener before it starts for contradictions, and logs each
 * finding once, at WARN, with its remedy. Thread-safe.
 */
public final class Lint implements ContainerPreparer {

	private static final Log logger = LogFactory.getLog(Lint.class);

	private static final List<LintRule> RULES = List.of(new ConsumerProtocolRule(), new RecordAcknowledgmentRule(),
			new AutoCommitRule(), new InstanceIdRule(), new AsynchronousCooperativeRule(), new LatestRule(),
			new SessionTimeoutRule(), new IdleBetweenPollsRule(), new PollIntervalRule(), new ConcurrencyRule(),
			new ClientIdRule());

	private final Options options;

	private final ListenerContainers containers;

	private final List<Finding> findings = new CopyOnWriteArrayList<>();

	private final Function<ListenerContainer, OptionalInt> partitions;

	private final Predicate<ListenerContainer> paced;

	/**
	 * Create a lint that has checked no listener.
	 * @param containers all listeners, to compare with
	 * @param partitions counts the partitions of the topics that a listener names, empty
	 * if not known
	 * @param paced whether a listener is delivered only what it finishes soon
	 */
	public Lint(Options options, ListenerContainers containers, Function<ListenerContainer, OptionalInt> partitions,
			Predicate<ListenerContainer> paced) {
		this.options = options;
		this.containers = containers;
		this.partitions = partitions;
		this.paced = paced;
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
				others, this.partitions, this.paced);
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

	/**
	 * What was found so far and is not allowed, in the order of the listeners.
	 */
	public List<Finding> findings() {
		return List.copyOf(this.findings);
	}

	/**
	 * Refuse to start with settings that cannot work or, in {@link Mode#FAIL}, with any
	 * finding. Listeners that are registered later only cause a warning.
	 * @throws FightingSettingsException if there is something to refuse
	 */
	public void refuse() {
		Set<String> unknown = new TreeSet<>(this.options.allowed());
		RULES.forEach((rule) -> unknown.remove(rule.name()));
		if (!unknown.isEmpty()) {
			logger.warn("steady.kafka.lint.allowed names " + unknown + ", which are no names of findings. There are "
					+ RULES.stream().map(LintRule::name).sorted().toList());
		}
		List<Finding> refused = this.findings.stream()
			.filter((finding) -> this.options.mode() == Mode.FAIL || finding.severity() == Severity.CANNOT_WORK)
			.toList();
		if (!refused.isEmpty()) {
			throw new FightingSettingsException(refused);
		}
	}

	/**
	 * What to do with findings.
	 *
	 * @param allowed names of findings that are accepted
	 */
	public record Options(Mode mode, Set<String> allowed) {

		public Options {
			allowed = Set.copyOf(allowed);
		}

	}

	/**
	 * Which findings are refused.
	 */
	public enum Mode {

		/**
		 * Only those of {@link Severity#CANNOT_WORK}.
		 */
		WARN,

		/**
		 * All.
		 */
		FAIL,

		/**
		 * None: nothing is checked.
		 */
		OFF

	}

}
