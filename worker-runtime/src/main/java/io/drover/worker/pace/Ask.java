package io.drover.worker.pace;

import io.drover.spi.Turn;
import java.util.List;
import java.util.Map;

/**
 * What a process tells of a system, and what it asks for.
 *
 * @param worker which process
 * @param title the system's name for people
 * @param waiting requests that wait, by execution
 * @param inFlight requests on their way
 * @param wanted the most requests that were on their way or waited at once since it asked last
 * @param permits how many it can use soon
 * @param accepted requests that the system took since it was told last
 * @param refusals likewise, those that it refused
 * @param quotas what the newest answer said about limits; empty when it said nothing
 */
record Ask(
        String worker,
        String title,
        Map<String, Integer> waiting,
        int inFlight,
        int wanted,
        int permits,
        long accepted,
        List<Refusal> refusals,
        List<Turn.Quota> quotas,
        Told told) {

    Ask {
        waiting = Map.copyOf(waiting);
        refusals = List.copyOf(refusals);
        quotas = List.copyOf(quotas);
    }
}
