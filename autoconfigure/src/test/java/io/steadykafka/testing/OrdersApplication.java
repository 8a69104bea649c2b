package io.steadykafka.testing;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * An application with one listener, {@code orders}, whose topic, group and concurrency
 * are the properties {@code topic}, {@code group} and {@code concurrency}.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class OrdersApplication {

	@Bean
	static Gate gate() {
		return new Gate();
	}

	@Bean
	static Handler handler(Gate gate) {
		return new Handler(gate);
	}

	/**
	 * Handles records one by one.
	 */
	public static final class Handler {

		private final Gate gate;

		Handler(Gate gate) {
			this.gate = gate;
		}

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${group}", concurrency = "${concurrency:1}")
		public void handle(String order) throws InterruptedException {
			this.gate.pass();
		}

	}

}
