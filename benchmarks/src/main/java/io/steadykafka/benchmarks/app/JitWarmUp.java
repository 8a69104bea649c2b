package io.steadykafka.benchmarks.app;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until the JIT compiler is idle: on a machine with few processors it takes more
 * time than the records do.
 */
final class JitWarmUp {

	private static final long STEP = TimeUnit.SECONDS.toNanos(1);

	private static final long LIMIT = TimeUnit.SECONDS.toNanos(30);

	private JitWarmUp() {
	}

	/**
	 * Wait, half a minute at most.
	 */
	static void await() {
		CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
		long deadline = System.nanoTime() + LIMIT;
		long before;
		do {
			before = compiler.getTotalCompilationTime();
			pause();
		}
		while (compiler.getTotalCompilationTime() > before && System.nanoTime() < deadline);
	}

	private static void pause() {
		long end = System.nanoTime() + STEP;
		for (long left = STEP; left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(JitWarmUp.class, left);
		}
	}

}
