package io.drover.staging;

import java.io.IOException;

/**
 * The staging store has too little room left. Nothing is wrong with the batch: it can be done as soon as somebody makes room.
 * The message names the directory, what is free and needed, and what to do.
 */
public final class StagingFullException extends IOException {

    private static final long serialVersionUID = 1L;

    private static final long MIB = 1024 * 1024;

    StagingFullException(Object directory, long free, long needed) {
        super("The disk of the staging directory " + directory + " is full: " + text(free) + " are free, "
                + text(needed)
                + " are needed (drover.staging.min-free). Remove directories of executions that have ended"
                + " under " + directory + "/executions, or make the disk larger. The execution then continues"
                + " automatically.");
    }

    private static String text(long bytes) {
        return bytes < 10 * MIB ? bytes + " bytes" : bytes / MIB + " MiB";
    }
}
