package io.drover.cli;

/** Words of a person that the audit keeps. */
final class AuditText {

    private AuditText() {}

    /** @throws BadInputException where they say nothing */
    static String of(String option, String text) {
        if (text.isBlank()) {
            throw new BadInputException(option + ": expected words, found none.");
        }
        return text.strip();
    }
}
