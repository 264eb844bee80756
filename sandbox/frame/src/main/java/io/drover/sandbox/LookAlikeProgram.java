package io.drover.sandbox;

import java.util.concurrent.Callable;

/**
 * Plays systems that need more than a path: ports of their own. Found with {@code ServiceLoader}; a picocli command that
 * becomes a subcommand of the program.
 */
public interface LookAlikeProgram extends Callable<Integer> {}
