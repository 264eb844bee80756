package io.drover.worker.pace;

import java.util.Optional;

/** Where processes ask. */
interface PaceStore {

    /** @return empty when it cannot be asked now */
    Optional<Grant> ask(String system, Ask ask);
}
