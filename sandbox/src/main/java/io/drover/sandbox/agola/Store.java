package io.drover.sandbox.agola;

import io.vertx.core.MultiMap;
import java.io.IOException;

/** What a service keeps, in the way of its generation. Listings and contents read, so they may block. */
sealed interface Store permits OldStore, NewStore {

    Maintenance maintenance();

    Export export();

    Content content() throws IOException;

    Reply runs(MultiMap query, long most) throws IOException;

    Reply users(MultiMap query, long most) throws IOException;

    /** As it was started. */
    void reset();
}
