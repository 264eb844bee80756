package io.drover.spi;

/** Takes what a survey sees, in the order of the listings. Used by one thread. */
public interface SurveySink {

    /**
     * A record is there. One that is listed again is told again: what was listed last counts.
     *
     * @param originId the id that the record will have when it is read
     */
    void listed(String entityType, String originId);

    /** Cuts: what was listed of this entity type since the last batch of it is this batch. */
    void batch(BatchSpec batch);

    /** Something worth knowing about what is there, for example that a listing ended early. */
    void finding(Finding finding);
}
