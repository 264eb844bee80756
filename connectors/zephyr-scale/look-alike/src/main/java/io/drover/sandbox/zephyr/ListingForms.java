package io.drover.sandbox.zephyr;

import io.drover.sandbox.faults.Switches;
import java.util.Map;

/** Which form a listing has now: the project's own, else the one that was set. */
final class ListingForms {

    private final Switches switches;

    ListingForms(Switches switches) {
        this.switches = switches;
    }

    Paging.Listing of(ServedProject project, String name, String path) {
        ListingForm own = project.forms().get(name);
        return listing(path, own != null ? own : form(name));
    }

    /** The list of projects, which belongs to none. */
    Paging.Listing projects() {
        return listing("/projects", form("projects"));
    }

    private Paging.Listing listing(String path, ListingForm form) {
        return new Paging.Listing(path, switches.get(ZephyrSwitches.PAGE_CAP), form);
    }

    private ListingForm form(String name) {
        Map<String, ListingForm> set = switches.get(ZephyrSwitches.LISTINGS);
        ListingForm own = set.get(name);
        return own != null ? own : set.getOrDefault("*", ListingForm.PLAIN);
    }
}
