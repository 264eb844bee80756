package io.drover.sandbox;

import java.io.IOException;

/**
 * What the program's command line says about one system. Found with {@code ServiceLoader}; its picocli options become the
 * program's.
 */
public interface LookAlikeArguments {

    /** Systems with lower numbers are told of first. */
    int place();

    /** Such as {@code Zephyr Scale Cloud under /zephyr/v2}. */
    String description();

    /** @throws IllegalArgumentException when they are wrong; the message is for people */
    LookAlikeOptions options() throws IOException;
}
