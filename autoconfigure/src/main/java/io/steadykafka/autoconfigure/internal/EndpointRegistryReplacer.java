package io.steadykafka.autoconfigure.internal;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.kafka.config.KafkaListenerConfigUtils;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/**
 * Puts a {@link PreparingEndpointRegistry} where spring-kafka registered its own; a
 * registry of the application's own class stays.
 */
public final class EndpointRegistryReplacer implements BeanDefinitionRegistryPostProcessor {

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		String name = KafkaListenerConfigUtils.KAFKA_LISTENER_ENDPOINT_REGISTRY_BEAN_NAME;
		if (!registry.containsBeanDefinition(name)) {
			return;
		}
		BeanDefinition definition = registry.getBeanDefinition(name);
		if (definition instanceof AbstractBeanDefinition present
				&& KafkaListenerEndpointRegistry.class.getName().equals(present.getBeanClassName())
				&& present.getFactoryMethodName() == null) {
			present.setBeanClass(PreparingEndpointRegistry.class);
		}
	}

}
