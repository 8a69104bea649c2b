package io.steadykafka.integration.operations;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that writes down what it handles, so that it outlives its process.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class JournalApplication {

	@Bean
	static Handler handler(@Value("${journal}") Path journal) throws IOException {
		return new Handler(FileChannel.open(journal, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.APPEND));
	}

	/**
	 * Writes a line a record.
	 *
	 * @param journal the file
	 */
	record Handler(FileChannel journal) {

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${group}")
		void handle(ConsumerRecord<String, String> record) throws IOException {
			String line = System.currentTimeMillis() + " " + record.partition() + " " + record.offset() + "\n";
			this.journal.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
		}

	}

	/**
	 * Has this instance leave and join, without the others.
	 *
	 * @param listeners the listeners
	 */
	@RestController
	record Switch(KafkaListenerEndpointRegistry listeners) {

		@PostMapping("/leave")
		void leave() {
			this.listeners.getListenerContainer("orders").stop();
		}

		@PostMapping("/join")
		void join() {
			this.listeners.getListenerContainer("orders").start();
		}

	}

}
