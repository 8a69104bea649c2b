package io.steadykafka.benchmarks.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An ordinary consumer. The class path decides whether the starter is present.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BenchmarkApplication {

	public static void main(String[] args) throws InterruptedException {
		ConfigurableApplicationContext context = SpringApplication.run(BenchmarkApplication.class, args);
		if (context.getBean(BenchmarkProperties.class).expected() > 0) {
			context.getBean(FiguresWriter.class).writeAtTheEnd();
			context.close();
		}
	}

}
