package io.steadykafka.benchmarks.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A consumer as anybody would write it. Whether the starter is there is up to the class
 * path that it is started with.
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
