package io.steadykafka.testing;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * An application with one listener, {@code orders}, whose topic, group and concurrency
 * are the properties {@code topic}, {@code group} and {@code concurrency}. With
 * {@code paused} it owns partitions and reads nothing.
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

	@Bean
	@ConditionalOnProperty("paused")
	static Pause pause(ObjectProvider<KafkaListenerEndpointRegistry> containers) {
		return new Pause(containers);
	}

	/**
	 * Pauses the listener before it starts.
	 *
	 * @param containers knows the listener
	 */
	record Pause(ObjectProvider<KafkaListenerEndpointRegistry> containers) implements SmartLifecycle {

		@Override
		public void start() {
			container().pause();
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return container().isPauseRequested();
		}

		@Override
		public int getPhase() {
			return AbstractMessageListenerContainer.DEFAULT_PHASE - 1;
		}

		private MessageListenerContainer container() {
			return this.containers.getObject().getListenerContainer("orders");
		}

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
