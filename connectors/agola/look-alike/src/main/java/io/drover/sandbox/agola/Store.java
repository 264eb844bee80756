package io.drover.sandbox.agola;

import io.drover.sandbox.http.PlayedAnswer;
import io.vertx.core.MultiMap;
import java.io.IOException;

/** What a service keeps, in the way of its generation. Listings and contents read, so they may block. */
sealed interface Store permits OldStore, NewStore {

    Maintenance maintenance();

    Export export();

    ServiceContent content() throws IOException;

    PlayedAnswer runs(MultiMap query, long most) throws IOException;

    PlayedAnswer users(MultiMap query, long most) throws IOException;

    /** As it was started. */
    void reset();
}
