package io.drover.embedded;

import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs inside S3Mock's process, whose plain HTTP connector listens on all addresses whatever {@code server.address} says,
 * and keeps it to loopback. Never loaded in ours: Spring and Tomcat are S3Mock's.
 */
public final class LoopbackConnectors
        implements ApplicationContextInitializer<ConfigurableApplicationContext>, BeanPostProcessor {

    private static final String ADDRESS = "127.0.0.1"; // a constant of its own: this class comes alone

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getBeanFactory().addBeanPostProcessor(this);
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof Connector connector && !connector.setProperty("address", ADDRESS)) {
            throw new IllegalStateException("S3Mock's connector takes no address: it would listen on all of them");
        }
        return bean;
    }
}
