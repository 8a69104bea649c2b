package io.steadykafka.operations.internal.describe;

import io.steadykafka.testing.OrdersApplication;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * {@link OrdersApplication}, described with all capabilities on.
 */
@Configuration(proxyBeanMethods = false)
@Import(OrdersApplication.class)
class DescribedApplication {

}
