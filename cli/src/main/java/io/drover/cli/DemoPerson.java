package io.drover.cli;

import io.drover.api.ConsentAsked;
import io.drover.api.Execution;
import io.drover.api.Finding;
import io.drover.api.Step;
import io.drover.cli.api.DroverClient;
import io.drover.cli.migration.Demo;
import io.drover.cli.view.ConsentLines;
import io.drover.cli.view.Guidance;
import io.drover.cli.view.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The person's part of a demo, which is as in earnest: whoever watches confirms and consents at the terminal. Only who says
 * so has it typed, which is shown and goes into the audit under the demo's name: the client's token is the demo's then.
 */
final class DemoPerson {

    private static final int TRIES = 3;
    private static final int MOST_FINDINGS = 4;
    private static final String NOTHING_TO_DO = "it is a look-alike";

    private final Session session;
    private final DroverClient client;
    private final Demo demo;
    private final boolean typeForMe;

    DemoPerson(Session session, DroverClient client, Demo demo, boolean typeForMe) {
        this.session = session;
        this.client = client;
        this.demo = demo;
        this.typeForMe = typeForMe;
    }

    /** Does what the execution waits for now. What was seen of it may be older than the last answer. */
    void act(String id, Progress progress) {
        Execution now = client.execution(id);
        if (!now.waiting().isEmpty()) {
            progress.pause(now);
        }
        for (Step step : now.waiting()) {
            if (step.consent()) {
                consent(now, step);
            } else {
                confirm(now, step);
            }
        }
    }

    private void confirm(Execution execution, Step step) {
        String suggested = Objects.requireNonNullElse(demo.part(step.id()).seen(), NOTHING_TO_DO);
        List<String> shown = shown(step);
        if (demo.part(step.id()).findings()) {
            errors(execution).forEach(finding -> shown.addAll(Plain.wrap(finding, session.columns())));
        }
        shown.add("");
        shown.addAll(Plain.wrap(
                "What do you see that proves it is done? Enter alone means: " + suggested, session.columns()));
        String typed = who(suggested).ask(shown, "> ").strip();
        client.confirm(execution.id(), step.id(), typed.isEmpty() ? suggested : typed);
    }

    /** Some of the findings that a person has to decide about. */
    private List<String> errors(Execution execution) {
        List<String> errors = new ArrayList<>();
        client.findings(execution.id(), null, null, line -> {
            Finding finding = DroverClient.finding(line);
            if ("ERROR".equals(finding.severity()) && errors.size() < MOST_FINDINGS) {
                errors.add(FindingsCommand.text(finding));
            }
        });
        return errors;
    }

    private void consent(Execution execution, Step step) {
        ConsentAsked asked = client.consentAsked(execution.id());
        List<String> shown = shown(step);
        shown.add("");
        shown.addAll(ConsentLines.of(execution, asked, client.me().name()));
        client.consent(execution.id(), asked.challenge(), phrase(shown, asked.phrase()));
    }

    private String phrase(List<String> shown, String phrase) {
        List<String> lines = shown;
        for (int left = TRIES; ; left--) {
            try {
                return Phrase.ask(who(phrase), lines, phrase);
            } catch (BadInputException e) {
                if (left == 1) {
                    throw e;
                }
                lines = List.of(Objects.requireNonNullElse(e.getMessage(), ""));
            }
        }
    }

    /** What the step asks for, and what that means here. */
    private List<String> shown(Step step) {
        int columns = session.columns();
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(Guidance.asked(step, columns));
        List<String> here = Plain.wrap(demo.part(step.id()).tell(), columns);
        if (!here.isEmpty()) {
            lines.add("");
            lines.addAll(here);
        }
        return lines;
    }

    private Person who(String answer) {
        return typeForMe ? (lines, question) -> type(lines, question, answer) : session.person();
    }

    private String type(List<String> lines, String question, String answer) {
        lines.forEach(session::say);
        session.say(question + answer + "   (typed by --type-for-me)");
        return answer;
    }
}
