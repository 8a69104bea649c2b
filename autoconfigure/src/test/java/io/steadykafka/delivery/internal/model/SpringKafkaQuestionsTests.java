package io.steadykafka.delivery.internal.model;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.steadykafka.delivery.internal.consumer.SteadyConsumer;
import io.steadykafka.delivery.internal.dispatch.TrackedAcknowledgment;
import io.steadykafka.delivery.internal.dispatch.TrackedBatchInterceptor;
import io.steadykafka.delivery.internal.dispatch.TrackedBatchListener;
import io.steadykafka.delivery.internal.dispatch.TrackedRecordListener;
import io.steadykafka.listener.internal.ListenerWrapper;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.kafka.listener.AcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.AcknowledgingMessageListener;
import org.springframework.kafka.listener.BatchAcknowledgingMessageListener;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.listener.DelegatingMessageListener;
import org.springframework.kafka.listener.GenericMessageListener;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.listener.RecordInterceptor;
import org.springframework.kafka.listener.adapter.AsyncRepliesAware;
import org.springframework.kafka.listener.adapter.ConvertingMessageListener;
import org.springframework.kafka.listener.adapter.FilteringBatchMessageListenerAdapter;
import org.springframework.kafka.listener.adapter.FilteringMessageListenerAdapter;
import org.springframework.kafka.support.Acknowledgment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring Kafka asks by type of what the starter puts something in place of. A
 * question that a new version of it asks has to be looked at, and comes into the list.
 */
class SpringKafkaQuestionsTests {

	private static final List<Class<?>> REPLACED = List.of(GenericMessageListener.class,
			DelegatingMessageListener.class, AsyncRepliesAware.class, ConsumerSeekAware.class, Consumer.class,
			Acknowledgment.class, ConsumerRebalanceListener.class, RecordInterceptor.class, BatchInterceptor.class);

	private static final Map<String, Set<String>> QUESTIONS = new TreeMap<>(Map.of(
			// Whether there is a listener at all.
			"AbstractMessageListenerContainer", Set.of("GenericMessageListener"),

			// Of the outermost listener: whether it is asynchronous, single or batch, and
			// seeks. Of all from the outermost to the innermost: filters, which end the
			// observations of what they discard, and the adapter of a method, which tells
			// of futures that fail and ends observations.
			"KafkaMessageListenerContainer",
			Set.of("AsyncRepliesAware", "BatchMessageListener", "ConsumerAwareRebalanceListener", "ConsumerSeekAware",
					"DelegatingMessageListener", "FilteringMessageListenerAdapter", "MessageListener",
					"RecordMessagingMessageListenerAdapter"),
			// Of the innermost listener by containers, of the next one by wrappers: which
			// variant is to be called.
			"ListenerUtils",
			Set.of("AcknowledgingConsumerAwareMessageListener", "AcknowledgingMessageListener",
					"BatchAcknowledgingConsumerAwareMessageListener", "BatchAcknowledgingMessageListener",
					"BatchConsumerAwareMessageListener", "ConsumerAwareMessageListener", "GenericMessageListener"),
			// Of the next one.
			"DelegatingMessageListener", Set.of("AsyncRepliesAware"), "AbstractDelegatingMessageListenerAdapter",
			Set.of("ConsumerSeekAware"), "ConvertingMessageListener",
			Set.of("AcknowledgingConsumerAwareMessageListener", "AcknowledgingMessageListener",
					"ConsumerAwareMessageListener"),
			// Of the application's bean.
			"MessagingMessageListenerAdapter", Set.of("ConsumerSeekAware"),
			// Of Kafka's own consumer, before others are put around it.
			"DefaultKafkaConsumerFactory", Set.of("ExtendedKafkaConsumer"),
			// Whether it is a consumer or a producer.
			"KafkaMetricsSupport", Set.of("Consumer")));

	@Test
	void allQuestionsAreKnown() throws IOException, URISyntaxException {
		Map<String, Set<String>> asked = new TreeMap<>();
		try (JarFile jar = new JarFile(
				new File(MessageListener.class.getProtectionDomain().getCodeSource().getLocation().toURI()))) {
			for (JavaClass each : new ClassFileImporter().importJar(jar)) {
				if (topLevel(each).contains("Share")) {
					// Share listeners are left alone.
					continue;
				}
				each.getInstanceofChecks()
					.stream()
					.map((check) -> check.getRawType())
					.filter((type) -> REPLACED.stream().anyMatch(type::isAssignableTo))
					.forEach((type) -> asked.computeIfAbsent(topLevel(each), (added) -> new TreeSet<>())
						.add(type.getSimpleName()));
			}
		}
		assertThat(asked).isEqualTo(QUESTIONS);
	}

	private static String topLevel(JavaClass type) {
		String name = type.getName().substring(type.getPackageName().length() + 1);
		return (name.indexOf('$') >= 0) ? name.substring(0, name.indexOf('$')) : name;
	}

	@ParameterizedTest
	@MethodSource("listeners")
	void aWrapperAnswersAsItsListener(GenericMessageListener<?> listener) {
		Object wrapper = (listener instanceof BatchMessageListener<?, ?> batch)
				? TrackedBatchListener.of(batch, () -> null)
				: TrackedRecordListener.of((MessageListener<?, ?>) listener, () -> null);
		for (Class<?> asked : List.of(GenericMessageListener.class, MessageListener.class, BatchMessageListener.class,
				ConsumerSeekAware.class)) {
			assertThat(asked.isInstance(wrapper)).as(asked.getSimpleName()).isEqualTo(asked.isInstance(listener));
		}
		assertThat(((AsyncRepliesAware) wrapper).isAsyncReplies())
			.isEqualTo(listener instanceof AsyncRepliesAware aware && aware.isAsyncReplies());
		List<Object> chain = chain(wrapper);
		assertThat(chain.subList(1, chain.size())).isEqualTo(chain(listener));
	}

	private static List<Object> chain(Object listener) {
		List<Object> chain = new ArrayList<>(List.of(listener));
		for (Object next = listener; next instanceof DelegatingMessageListener<?> delegating;) {
			next = delegating.getDelegate();
			chain.add(next);
		}
		return chain;
	}

	static Stream<GenericMessageListener<?>> listeners() {
		MessageListener<String, String> simple = (record) -> {
		};
		AcknowledgingMessageListener<String, String> acknowledging = (record, acknowledgment) -> {
		};
		ConsumerAwareMessageListener<String, String> consumerAware = (record, consumer) -> {
		};
		AcknowledgingConsumerAwareMessageListener<String, String> all = (record, acknowledgment, consumer) -> {
		};
		BatchMessageListener<String, String> batch = (records) -> {
		};
		BatchAcknowledgingMessageListener<String, String> acknowledgingBatch = (records, acknowledgment) -> {
		};
		return Stream.of(simple, acknowledging, consumerAware, all, new SeekingListener(),
				new FilteringMessageListenerAdapter<>(simple, (record) -> true),
				new FilteringMessageListenerAdapter<>(new SeekingListener(), (record) -> true),
				new ConvertingMessageListener<>(simple, String.class), batch, acknowledgingBatch,
				new FilteringBatchMessageListenerAdapter<>(batch, (record) -> true));
	}

	/**
	 * A method that is not overridden answers with Spring's default.
	 */
	@Test
	void wrappersForwardEachMethod() {
		assertThat(notOverridden(TrackedAcknowledgment.class, Acknowledgment.class)).isEmpty();
		assertThat(notOverridden(TrackedBatchInterceptor.class, BatchInterceptor.class)).isEmpty();
		assertThat(notOverridden(ListenerWrapper.SeekAware.class, ConsumerSeekAware.class)).isEmpty();
		assertThat(notOverridden(TrackedRecordListener.class, MessageListener.class)).isEmpty();
		assertThat(notOverridden(TrackedBatchListener.class, BatchMessageListener.class)).isEmpty();
		assertThat(notOverridden(SteadyConsumer.class, Consumer.class)).isEmpty();
	}

	private static Collection<String> notOverridden(Class<?> wrapper, Class<?> wrapped) {
		return Arrays.stream(wrapped.getMethods()).filter((method) -> {
			try {
				return !wrapper.getMethod(method.getName(), method.getParameterTypes())
					.getDeclaringClass()
					.getName()
					.startsWith("io.steadykafka");
			}
			catch (NoSuchMethodException ex) {
				return true;
			}
		}).map(Object::toString).toList();
	}

	private static final class SeekingListener implements MessageListener<String, String>, ConsumerSeekAware {

		@Override
		public void onMessage(ConsumerRecord<String, String> record) {
		}

	}

}
