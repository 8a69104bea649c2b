package io.steadykafka.integration.delivery;

import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import brave.Span;
import brave.Tracing;
import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.kafka.clients.KafkaTracing;
import brave.propagation.TraceContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.instrumentation.kafkaclients.v2_6.KafkaTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A tracing library that wraps consumers.
 */
enum TracingLibrary {

	/**
	 * Makes a span while a record is handled.
	 */
	OPENTELEMETRY(1) {

		@Override
		Traces create() {
			return new OpenTelemetry();
		}

	},

	/**
	 * Makes a span when a record is polled, and another where the listener asks for it.
	 */
	BRAVE(2) {

		@Override
		Traces create() {
			return new Brave();
		}

	};

	final int spansOfARecord;

	TracingLibrary(int spansOfARecord) {
		this.spansOfARecord = spansOfARecord;
	}

	abstract Traces create();

	/**
	 * What the library makes.
	 */
	interface Traces {

		<K, V> Consumer<K, V> around(Consumer<K, V> consumer);

		/**
		 * A listener is called with a record.
		 * @return the trace that it is handled in
		 */
		String handling(ConsumerRecord<?, ?> record);

		/**
		 * The spans that have ended.
		 * @return all that does not differ from run to run, in no order
		 */
		Stream<String> spans();

	}

	private static final class OpenTelemetry implements Traces {

		private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

		private final KafkaTelemetry telemetry = KafkaTelemetry.create(OpenTelemetrySdk.builder()
			.setTracerProvider(
					SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(this.exporter)).build())
			.setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
			.build());

		@Override
		public <K, V> Consumer<K, V> around(Consumer<K, V> consumer) {
			return this.telemetry.wrap(consumer);
		}

		@Override
		public String handling(ConsumerRecord<?, ?> record) {
			return io.opentelemetry.api.trace.Span.current().getSpanContext().getTraceId();
		}

		@Override
		public Stream<String> spans() {
			return this.exporter.getFinishedSpanItems().stream().map(OpenTelemetry::describe);
		}

		private static String describe(SpanData span) {
			TreeMap<String, Object> attributes = new TreeMap<>();
			span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
			return span.getKind() + " " + span.getName() + " " + span.getTraceId() + " after " + span.getParentSpanId()
					+ " " + attributes + " " + span.getStatus();
		}

	}

	private static final class Brave implements Traces {

		private final List<String> ended = new CopyOnWriteArrayList<>();

		private final KafkaTracing tracing = KafkaTracing.create(Tracing.newBuilder().addSpanHandler(new SpanHandler() {

			@Override
			public boolean end(TraceContext context, MutableSpan span, Cause cause) {
				return Brave.this.ended.add(cause + " " + span.kind() + " " + span.name() + " " + span.traceId() + " "
						+ new TreeMap<>(span.tags()));
			}

		}).build());

		@Override
		public <K, V> Consumer<K, V> around(Consumer<K, V> consumer) {
			return this.tracing.consumer(consumer);
		}

		@Override
		public String handling(ConsumerRecord<?, ?> record) {
			Span span = this.tracing.nextSpan(record).name("process").start();
			span.finish();
			return span.context().traceIdString();
		}

		@Override
		public Stream<String> spans() {
			return this.ended.stream();
		}

	}

}
