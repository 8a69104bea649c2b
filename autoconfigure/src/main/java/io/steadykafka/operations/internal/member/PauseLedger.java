package io.steadykafka.operations.internal.member;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The changes of one listener's pauses that still say something. Instances that know the
 * same changes have the same pauses, in whatever order they learned of them. Safe for use
 * by several threads.
 */
public final class PauseLedger {

	private static final int MOST_PAUSES = 200;

	/**
	 * Of older ones, an instance that was away since may bring back what they ended.
	 */
	private static final int MOST_RESUMES = 50;

	private final Set<PauseChange> changes = new HashSet<>();

	private long version;

	private volatile List<PauseChange> paused = List.of();

	/**
	 * Pause, if that is not paused already.
	 * @return whether it was not
	 * @throws IllegalStateException if too much is paused already
	 */
	public synchronized boolean pause(PauseScope scope, String by, Instant now) {
		if (this.paused.stream().anyMatch((pause) -> pause.scope().equals(scope))) {
			return false;
		}
		if (this.paused.size() >= MOST_PAUSES) {
			throw new IllegalStateException("There are " + MOST_PAUSES + " pauses of it. Pause a topic or all of it");
		}
		add(new PauseChange(scope, true, by, now, this.version + 1));
		return true;
	}

	/**
	 * Resume what is within a scope.
	 * @return what was paused
	 */
	public synchronized List<PauseChange> resume(PauseScope scope, String by, Instant now) {
		List<PauseChange> resumed = this.paused.stream().filter((pause) -> scope.covers(pause.scope())).toList();
		if (!resumed.isEmpty()) {
			add(new PauseChange(scope, false, by, now, this.version + 1));
		}
		return resumed;
	}

	/**
	 * Learn of changes that were made elsewhere.
	 * @return those that changed what is paused
	 */
	public synchronized List<PauseChange> merge(Collection<PauseChange> learned) {
		List<PauseChange> effective = new ArrayList<>();
		for (PauseChange change : learned) {
			Set<PauseScope> before = scopes();
			if (change.paused() && before.size() >= MOST_PAUSES) {
				continue;
			}
			add(change);
			if (!scopes().equals(before)) {
				effective.add(change);
			}
		}
		return effective;
	}

	/**
	 * Learn of changes without adopting them: what is changed here later is newer.
	 */
	synchronized void outdate(Collection<PauseChange> others) {
		others.forEach((change) -> this.version = Math.max(this.version, change.version()));
	}

	private void add(PauseChange change) {
		outdate(List.of(change));
		if (this.changes.stream().noneMatch((present) -> present.replaces(change))) {
			this.changes.removeIf(change::replaces);
			this.changes.add(change);
			forgetOldResumes();
			this.paused = this.changes.stream()
				.filter(PauseChange::paused)
				.sorted(Comparator.comparing(PauseChange::since))
				.toList();
		}
	}

	private void forgetOldResumes() {
		List<PauseChange> resumes = this.changes.stream()
			.filter((change) -> !change.paused())
			.sorted(Comparator.comparingLong(PauseChange::version))
			.toList();
		resumes.subList(0, Math.max(0, resumes.size() - MOST_RESUMES)).forEach(this.changes::remove);
	}

	private Set<PauseScope> scopes() {
		return this.paused.stream().map(PauseChange::scope).collect(Collectors.toSet());
	}

	/**
	 * What is paused, in the order in which it was.
	 */
	public List<PauseChange> paused() {
		return this.paused;
	}

	/**
	 * All that other instances have to know, the oldest change first.
	 */
	public synchronized List<PauseChange> changes() {
		return this.changes.stream().sorted(Comparator.comparingLong(PauseChange::version)).toList();
	}

}
