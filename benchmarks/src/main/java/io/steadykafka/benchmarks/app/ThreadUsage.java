package io.steadykafka.benchmarks.app;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

import com.sun.management.ThreadMXBean;

/**
 * What the threads of this process used, except the one that started it, which is busy
 * with the application's start for a while. Compiler and garbage collector are not
 * included.
 */
class ThreadUsage {

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final long starter = Thread.currentThread().getId();

	long allocatedBytes() {
		return sum(this.threads.getThreadAllocatedBytes(ids()));
	}

	long processorNanos() {
		return sum(this.threads.getThreadCpuTime(ids()));
	}

	private long[] ids() {
		return Arrays.stream(this.threads.getAllThreadIds()).filter((id) -> id != this.starter).toArray();
	}

	private static long sum(long[] values) {
		return Arrays.stream(values).filter((value) -> value > 0).sum();
	}

}
