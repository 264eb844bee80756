package io.drover.sandbox.zephyr;

import io.drover.sandbox.faults.Faults;
import io.drover.sandbox.faults.ListingForm;

/** Which form a listing has now: the project's own, else the one that was set. */
final class Listings {

    private final Faults faults;

    Listings(Faults faults) {
        this.faults = faults;
    }

    Paging.Listing of(ServedProject project, String name, String path) {
        ListingForm own = project.forms().get(name);
        return new Paging.Listing(path, faults.switches().zephyrPageCap(), own != null ? own : faults.listing(name));
    }

    /** The list of projects, which belongs to none. */
    Paging.Listing projects() {
        return new Paging.Listing("/projects", faults.switches().zephyrPageCap(), faults.listing("projects"));
    }
}
