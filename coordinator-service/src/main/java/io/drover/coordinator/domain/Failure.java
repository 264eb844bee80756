package io.drover.coordinator.domain;

/**
 * Why an execution or step failed.
 *
 * @param type USER, EXTERNAL, RESOURCES or INTERNAL: who has to act
 * @param message what, where and what to do
 */
public record Failure(String code, String type, String message) {}
