package io.drover.archive;

import java.util.function.Consumer;

/** The proofs that source records are target records. */
interface Receipts {

    /** Hands on all receipts of a migration, one after the other; each has a JSON form. */
    void forEach(String route, Consumer<Object> each);
}
