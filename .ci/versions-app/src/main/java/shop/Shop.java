package shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Writes down what it handles, and does what the check asks for: waits as long as a file is there, fails on bad orders.
 * Not lazy: where everything is, Spring Kafka starts a listener only when somebody asks for its bean.
 */
@Lazy(false)
@SpringBootApplication(proxyBeanMethods = false)
@RestController
public class Shop {

	private final KafkaTemplate<String, String> template;

	private final String topic;

	private final Path folder;

	Shop(KafkaTemplate<String, String> template, @Value("${shop.topic}") String topic,
			@Value("${shop.folder}") Path folder) {
		this.template = template;
		this.topic = topic;
		this.folder = folder;
	}

	public static void main(String[] args) {
		SpringApplication.run(Shop.class, args);
	}

	@Bean
	static KafkaAdmin.NewTopics topics(@Value("${shop.topic}") String topic) {
		return new KafkaAdmin.NewTopics(new NewTopic(topic, 3, (short) 1), new NewTopic(topic + "-dlt", 3, (short) 1));
	}

	@PostMapping("/send")
	void send(String name, int count) throws Exception {
		for (int i = 0; i < count; i++) {
			this.template.send(this.topic, i % 3, null, name + "-" + i).get();
		}
	}

	@KafkaListener(id = "orders", topics = "${shop.topic}", groupId = "${shop.topic}")
	void handle(ConsumerRecord<String, String> order) throws Exception {
		while (Files.exists(this.folder.resolve("hold"))) {
			Thread.sleep(20);
		}
		Thread.sleep(10);
		if (order.value().startsWith("bad")) {
			throw new IllegalStateException("a bad order");
		}
		write("handled", order.value());
	}

	@KafkaListener(id = "dead", topics = "${shop.topic}-dlt", groupId = "${shop.topic}-dead")
	void handleDead(ConsumerRecord<String, String> letter) throws IOException {
		String from = new String(letter.headers().lastHeader("kafka_dlt-original-topic").value());
		write("dead", letter.value() + " from " + from);
	}

	private void write(String file, String line) throws IOException {
		Files.writeString(this.folder.resolve(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

}
