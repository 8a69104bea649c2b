package io.steadykafka.commit;

import org.jspecify.annotations.Nullable;

/**
 * The member on whose thread a call is. A context has its own: a member of one is nothing
 * to another.
 */
@SuppressWarnings("ThreadLocalUsage")
final class CurrentMember {

	private final ThreadLocal<@Nullable PacedMember> unclaimed = new ThreadLocal<>();

	private final ThreadLocal<@Nullable ToldPolls> unclaimedPolls = new ThreadLocal<>();

	private final ThreadLocal<@Nullable Member> members = new ThreadLocal<>();

	private final ThreadLocal<@Nullable ToldPolls> polls = new ThreadLocal<>();

	void set(PacedMember paced, ToldPolls told) {
		this.unclaimed.set(paced);
		this.unclaimedPolls.set(told);
		this.members.set(paced.member());
		this.polls.set(told);
	}

	@Nullable Member get() {
		return this.members.get();
	}

	@Nullable PacedMember claim() {
		// The first consumer that is polled on the thread is the container's; others
		// are the listener's own business.
		PacedMember paced = this.unclaimed.get();
		this.unclaimed.remove();
		return paced;
	}

	@Nullable ToldPolls claimPolls() {
		ToldPolls told = this.unclaimedPolls.get();
		this.unclaimedPolls.remove();
		return told;
	}

	/**
	 * The member has ended.
	 */
	void ended() {
		ToldPolls told = this.polls.get();
		if (told != null) {
			told.ended();
		}
		this.unclaimed.remove();
		this.unclaimedPolls.remove();
		this.members.remove();
		this.polls.remove();
	}

}
