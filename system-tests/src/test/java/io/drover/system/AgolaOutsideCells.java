package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.agola.AgolaFault;
import io.drover.sandbox.agola.AgolaSandbox;
import io.drover.sandbox.agola.AgolaServer;
import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.faults.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The two old and the two new services of Agola fail, break off, fall silent and lose answers. */
final class AgolaOutsideCells {

    private static final String WHO = "outside system";
    /** Where an export ends: a byte, or an object. */
    private static final long AT = 15;

    private AgolaOutsideCells() {}

    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        cells.add(passing("two exports answered 500", AgolaFault.EXPORT_FAILS, 2, AgolaSandbox::sourceConfigstore));
        cells.add(passing("two exports broken off", AgolaFault.EXPORT_ABORTED, 2, AgolaSandbox::sourceRunservice));
        cells.add(passing("two exports of nothing", AgolaFault.EXPORT_EMPTY, 2, AgolaSandbox::sourceConfigstore));
        cells.add(passing("an export falls silent", AgolaFault.EXPORT_STALLS, 1, AgolaSandbox::sourceConfigstore));
        cells.add(refused("an export is cut between objects", AgolaFault.EXPORT_CUT, "INCOMPLETE"));
        cells.add(refused("an export is a page of HTML", AgolaFault.EXPORT_HTML, "NOT_AN_EXPORT"));
        cells.add(passing("an import fails", AgolaFault.IMPORT_FAILS, 1, AgolaSandbox::targetConfigstore));
        cells.add(passing("an import breaks off", AgolaFault.IMPORT_BREAKS, 1, AgolaSandbox::targetRunservice));
        cells.add(passing(
                "an import's answer is lost", AgolaFault.IMPORT_ANSWER_LOST, 1, AgolaSandbox::targetConfigstore));
        return cells;
    }

    /** It goes on by itself before the point of no return, and by a person after it. */
    private static Cell passing(String what, AgolaFault fault, int times, Function<AgolaSandbox, AgolaServer> server) {
        return Cell.agola(WHO, what, trial -> {
            impatient(trial.migration(), "source");
            Rules<AgolaFault> faults = server.apply(trial.sandbox()).faults();
            faults.set(fault, new Rule(0, times, "", AT));
            trial.begin();
            trial.awaitEnd();
            trial.fired(faults.fired(fault));
        });
    }

    /** So that silence costs seconds. */
    private static void impatient(ObjectNode migration, String side) {
        ((ObjectNode) migration.path(side).path("settings")).put("transferTimeoutSeconds", 2);
    }

    /** Nothing of it goes away by itself: a person looks at it, before anything has changed. */
    private static Cell refused(String what, AgolaFault fault, String code) {
        return Cell.agola(WHO, what + ": refused, and a run afterwards goes on", trial -> {
            Rules<AgolaFault> faults = trial.sandbox().sourceRunservice().faults();
            faults.set(fault, Rule.at(AT).once());
            trial.begin();
            Execution refused = trial.awaitEnd();
            assertThat(refused.state()).as(refused.toString()).isEqualTo("ERROR");
            assertThat(refused.failureCode()).isEqualTo(code);
            assertThat(trial.run().imports()).isZero();
            trial.fired(faults.fired(fault));
            trial.again();
        });
    }
}
