package io.drover.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A secret that belongs to a record of settings. Its value is never among them: it is asked for at the moment of use. */
@Repeatable(Secret.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Secret {

    /** As in {@link io.drover.spi.Descriptor#secrets()}, for example {@code token}. */
    String name();

    String title();

    String description();

    /**
     * The settings whose addresses it is sent to, for example {@code baseUrl} or {@code http.proxy}; each a text, a list of texts, or settings with
     * {@code host} and {@code port}. A secret is opened only for the addresses that it was stored for.
     */
    String[] goesTo();

    /** The annotations as the class file holds them. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {
        Secret[] value();
    }
}
