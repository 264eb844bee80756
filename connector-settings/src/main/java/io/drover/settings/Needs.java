package io.drover.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Settings and secrets that go together, for example {@code username} and {@code password}. Of several, one has to be there. */
@Repeatable(Needs.OneOf.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Needs {

    String[] value();

    /** The annotations as the class file holds them. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface OneOf {
        Needs[] value();
    }
}
