package io.drover.coordinator.domain;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.drover.api.StepStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step that a person does.
 *
 * @param confirmed who did it, and what they saw; null before
 */
public record PersonState(
        String id,
        @JsonUnwrapped StepCourse course,
        @Nullable Confirmation confirmed) implements StepState {

    PersonState asking(Instant now) {
        return new PersonState(id, course.begun(StepStatus.WAITING, now), confirmed);
    }

    PersonState confirmedBy(Confirmation person) {
        return new PersonState(id, course.ended(StepStatus.SUCCESS, course.reason(), person.at()), person);
    }

    @Override
    public PersonState ended(StepStatus how, @Nullable String why, @Nullable Instant at) {
        return new PersonState(id, course.ended(how, why, at), confirmed);
    }

    @Override
    public PersonState givenUp(StepStatus how, String why, Instant now) {
        return ended(how, why, now);
    }

    @Override
    public PersonState again() {
        return new PersonState(id, course.again(), null);
    }
}
