package io.steadykafka.benchmarks.report;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;

import com.sun.management.OperatingSystemMXBean;
import org.apache.kafka.common.utils.AppInfoParser;

import org.springframework.boot.SpringBootVersion;

/**
 * Describes the machine of a measurement.
 */
public final class Machine {

	private Machine() {
	}

	/**
	 * Describe this machine and the versions in use.
	 */
	public static String describe() {
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		return LocalDate.now(ZoneOffset.UTC) + ", " + system.getName() + " " + system.getArch() + ", "
				+ system.getAvailableProcessors() + " processors, " + (system.getTotalMemorySize() >> 30)
				+ " GiB, Java " + Runtime.version().feature() + ", Spring Boot " + SpringBootVersion.getVersion()
				+ ", Kafka " + AppInfoParser.getVersion();
	}

}
