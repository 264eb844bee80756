package io.drover.coordinator.domain;

import io.drover.contracts.Phase;

/**
 * What a batch of a records step works on. Its number says it, on the wire and in the state: slices have the numbers below
 * {@code slices}, the link batch is the next one of TRANSFORM, and the parts of levels are those from there of LOAD and VALIDATE.
 */
public sealed interface RecordsWork {

    /** Records that the survey planned as one batch, the same ones in every phase. */
    record Slice(int number) implements RecordsWork {}

    /** Putting in order all linked records of {@code slices} slices. */
    record Link(int slices) implements RecordsWork {

        /** What the transformer does with it. */
        public static final String TASK = "link";

        /** Of TRANSFORM, after those of the slices. */
        public int number() {
            return slices;
        }

        OpenBatch batch() {
            return OpenBatch.ready(Phase.TRANSFORM, number(), null, 1);
        }
    }

    /** A part of what the link batch left. */
    record LevelPart(Link from, String part) implements RecordsWork {}

    static RecordsWork of(OpenBatch batch, int slices) {
        if (batch.part() != null) {
            return new LevelPart(new Link(slices), batch.part());
        }
        Link link = new Link(slices);
        return batch.is(link.batch()) ? link : new Slice(batch.number());
    }
}
