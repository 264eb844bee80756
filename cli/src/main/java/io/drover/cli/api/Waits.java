package io.drover.cli.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * For what a step waits before its next attempt.
 *
 * @param why a few words: {@code limited by Zephyr Scale}
 * @param attempt the one that failed, from 1
 * @param of with this attempt the step fails; 0 where the wait fails nothing
 */
public record Waits(@JsonProperty("for") String why, Instant until, int attempt, int of) {}
