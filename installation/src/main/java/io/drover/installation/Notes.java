package io.drover.installation;

/** Is told what is being waited for. */
public interface Notes {

    /** Says what is waited for, waits, and says that it is there. */
    void during(String what, Runnable waiting);
}
