package io.drover.installation;

/** Shows a person what is waited for. */
public interface Notes {

    /** Says what is waited for, waits, and says that it is there. */
    void during(String what, Runnable waiting);
}
