package io.steadykafka.benchmarks.app;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

import com.sun.management.ThreadMXBean;

/**
 * What the threads of this process have used, but for the one that started it: that one
 * is busy with the start of the application for a while. The compiler and the garbage
 * collector are not among them.
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
