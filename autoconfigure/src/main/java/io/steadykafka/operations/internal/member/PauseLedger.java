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

	private static final int MOST_RESUMES = 200;

	/**
	 * By how much others may be ahead: one that names the highest version of all would
	 * leave none for later changes.
	 */
	private static final long FARTHEST = 1_000_000_000_000L;

	/**
	 * What is dropped first comes last. The same on all instances.
	 */
	private static final Comparator<PauseChange> WIDEST_FIRST = Comparator
		.comparingInt((PauseChange change) -> change.scope().narrowness())
		.thenComparing(PauseChange.OLDEST_FIRST)
		.thenComparing((change) -> change.scope().toString());

	private final int mostPauses;

	private final int mostResumes;

	private final Set<PauseChange> changes = new HashSet<>();

	private long version;

	private volatile List<PauseChange> paused = List.of();

	public PauseLedger() {
		this(MOST_PAUSES, MOST_RESUMES);
	}

	PauseLedger(int mostPauses, int mostResumes) {
		this.mostPauses = mostPauses;
		this.mostResumes = mostResumes;
	}

	/**
	 * Pause, if that is not paused already.
	 * @return whether it was not
	 * @throws IllegalStateException if too much is paused already
	 */
	public synchronized boolean pause(PauseScope scope, String by, Instant now) {
		if (this.paused.stream().anyMatch((pause) -> pause.scope().equals(scope))) {
			return false;
		}
		if (this.paused.stream().filter((pause) -> !scope.covers(pause.scope())).count() >= this.mostPauses) {
			throw new IllegalStateException(
					"There are " + this.mostPauses + " pauses of it. Pause a topic or all of it");
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
		for (PauseChange change : oldestFirst(learned)) {
			Set<PauseScope> before = scopes();
			if (raise(change)) {
				add(change);
			}
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
		oldestFirst(others).forEach(this::raise);
	}

	/**
	 * Raise the version to that of a change.
	 * @return whether that is one that there may be
	 */
	private boolean raise(PauseChange change) {
		if (change.version() - this.version > FARTHEST) {
			return false;
		}
		this.version = Math.max(this.version, change.version());
		return true;
	}

	/**
	 * Whether changes count here, or newer ones instead of them.
	 */
	synchronized boolean knows(Collection<PauseChange> others) {
		return others.stream().allMatch((change) -> this.changes.contains(change) || isReplaced(change));
	}

	private boolean isReplaced(PauseChange change) {
		return this.changes.stream().anyMatch((present) -> present.replaces(change));
	}

	private void add(PauseChange change) {
		raise(change);
		if (!isReplaced(change)) {
			this.changes.removeIf(change::replaces);
			this.changes.add(change);
			forgetOldResumes();
			List<PauseChange> pauses = this.changes.stream().filter(PauseChange::paused).sorted(WIDEST_FIRST).toList();
			pauses.subList(Math.min(pauses.size(), this.mostPauses), pauses.size()).forEach(this.changes::remove);
			this.paused = this.changes.stream()
				.filter(PauseChange::paused)
				.sorted(Comparator.comparing(PauseChange::since))
				.toList();
		}
	}

	/**
	 * One resume of all stands for those that are forgotten: as they would, it ends older
	 * pauses that are learned of later, and it reaches the other instances. What is
	 * paused nevertheless is paused after it.
	 */
	private void forgetOldResumes() {
		List<PauseChange> resumes = oldestFirst(this.changes).stream().filter((change) -> !change.paused()).toList();
		if (resumes.size() > this.mostResumes) {
			PauseChange last = resumes.get(resumes.size() - this.mostResumes);
			long after = last.version() + 1;
			PauseChange all = new PauseChange(PauseScope.ALL, false, "older resumes", last.since(), after);
			List<PauseChange> kept = this.changes.stream()
				.filter((change) -> change.paused() && all.replaces(change))
				.map((pause) -> pause.at(after))
				.toList();
			this.changes.removeIf(all::replaces);
			this.changes.addAll(kept);
			this.changes.add(all);
			raise(all);
		}
	}

	private static List<PauseChange> oldestFirst(Collection<PauseChange> changes) {
		return changes.stream().sorted(PauseChange.OLDEST_FIRST).toList();
	}

	private Set<PauseScope> scopes() {
		return this.paused.stream().map(PauseChange::scope).collect(Collectors.toSet());
	}

	/**
	 * Make sure that no pause of more than a scope keeps that paused.
	 * @throws IllegalStateException if one does
	 */
	public void checkNotWider(PauseScope scope) {
		this.paused.stream()
			.filter((pause) -> pause.scope().covers(scope) && !pause.scope().equals(scope))
			.findFirst()
			.ifPresent((wider) -> {
				throw new IllegalStateException(
						"It would stay paused, as " + wider + ". Resume that, or pause less instead");
			});
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
		return oldestFirst(this.changes);
	}

}
