package io.steadykafka.integration.operations;

import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * What happens to an instance in the middle of a reset.
 */
enum Fault {

	/**
	 * It is killed.
	 */
	KILL {
		@Override
		void begin(LiveGroup group, int victim, Random random) {
			group.kill(victim);
		}

		@Override
		void end(LiveGroup group, int victim) {
			group.replace(victim);
		}
	},

	/**
	 * It is frozen for shorter or longer than its session.
	 */
	FREEZE {
		@Override
		void begin(LiveGroup group, int victim, Random random) {
			group.instance(victim).process().freeze();
			LiveResetRound.pass(500 + random.nextInt(9_000));
			group.instance(victim).process().thaw();
		}
	},

	/**
	 * It leaves the group.
	 */
	LEAVE {
		@Override
		void begin(LiveGroup group, int victim, Random random) {
			group.instance(victim).process().post("/leave", "");
		}

		@Override
		void end(LiveGroup group, int victim) {
			group.instance(victim).process().post("/join", "");
		}
	},

	/**
	 * It joins the group, so that others lose partitions.
	 */
	JOIN {
		@Override
		void prepare(LiveGroup group, int victim) {
			group.instance(victim).process().post("/leave", "");
		}

		@Override
		void begin(LiveGroup group, int victim, Random random) {
			group.instance(victim).process().post("/join", "");
		}
	};

	void prepare(LiveGroup group, int victim) {
	}

	abstract void begin(LiveGroup group, int victim, Random random);

	void end(LiveGroup group, int victim) {
	}

	final CompletableFuture<Void> start(LiveGroup group, int victim, Random random, int delay) {
		return CompletableFuture.runAsync(() -> {
			LiveResetRound.pass(delay);
			begin(group, victim, random);
		});
	}

}
