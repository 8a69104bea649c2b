package io.steadykafka.listener.internal;

import java.lang.reflect.Field;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Reads the consumer factory of a container from its field: there is no getter, and the
 * factory need not be a bean.
 */
final class ConsumerFactoryAccess {

	private ConsumerFactoryAccess() {
	}

	static ConsumerFactory<?, ?> factoryOf(AbstractMessageListenerContainer<?, ?> container) {
		Field field = field();
		Assert.state(field != null, "AbstractMessageListenerContainer has no field 'consumerFactory'");
		ReflectionUtils.makeAccessible(field);
		ConsumerFactory<?, ?> factory = (ConsumerFactory<?, ?>) ReflectionUtils.getField(field, container);
		Assert.state(factory != null, () -> "Container '" + container.getListenerId() + "' has no consumer factory");
		return factory;
	}

	private static @Nullable Field field() {
		return ReflectionUtils.findField(AbstractMessageListenerContainer.class, "consumerFactory",
				ConsumerFactory.class);
	}

	/**
	 * Keeps the field in a native image.
	 */
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			if (ClassUtils.isPresent("org.springframework.kafka.listener.AbstractMessageListenerContainer",
					classLoader)) {
				Field field = field();
				Assert.state(field != null, "AbstractMessageListenerContainer has no field 'consumerFactory'");
				hints.reflection().registerField(field);
			}
		}

	}

}
