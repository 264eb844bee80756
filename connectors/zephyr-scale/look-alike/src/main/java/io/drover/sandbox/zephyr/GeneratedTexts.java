package io.drover.sandbox.zephyr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words that made-up cases consist of: several scripts, markup, characters beyond the basic plane. */
final class GeneratedTexts {

    private static final List<String> VERBS = List.of(
            "Open", "Create", "Search for", "Archive", "Überprüfe", "Export", "Подтвердить", "削除する", "Share", "Rename");
    private static final List<String> THINGS = List.of(
            "the order list",
            "a customer record",
            "the café menu",
            "an invoice with 3 % discount",
            "the “quoted” report",
            "顧客一覧",
            "the <draft> & its copies",
            "a 🚀 release note",
            "a very wide table",
            "the settings page");
    private static final List<String> PLACES = List.of(
            "in the browser", "on a phone", "via the API", "as an administrator", "als Gast", "after a restart");
    private static final List<String> ACTIONS = List.of(
            "Click <b>Save</b>",
            "Enter <code>{user}</code> and press <kbd>Enter</kbd>",
            "Wait until the list shows <i>all</i> rows",
            "<ul><li>choose A</li><li>choose B</li></ul>",
            "Drag the first row below the last one",
            "Geh zurück&nbsp;zur Übersicht");
    private static final List<String> RESULTS = List.of(
            "The page shows the new state",
            "A message says &quot;saved&quot;",
            "Nothing changes for other users 👍",
            "<p>Row count is <strong>10</strong></p><p>No error is shown</p>",
            "Le résultat est affiché");
    private static final List<String> LABELS = List.of("regression", "smoke", "Grün", "api", "slow", "nightly");
    private static final List<String> CATEGORIES = List.of("Performance", "Regression", "Security", "Ergonomie");
    private static final List<String> RISKS = List.of("none", "some", "high");
    private static final List<String> TESTERS =
            List.of("5b10a2844c20165700ede21g", "5b10a2844c20165700ede22h", "712020:6d1e2c1b-52f1");

    private GeneratedTexts() {}

    static String name(Dice dice, long number) {
        return dice.pick(1, VERBS) + " " + dice.pick(2, THINGS) + " " + dice.pick(3, PLACES) + " #" + number;
    }

    static @Nullable String objective(Dice dice) {
        return switch (dice.below(4, 4)) {
            case 0 -> null;
            case 1 -> "";
            case 2 -> "User can <b>" + dice.pick(2, THINGS).replace("<", "&lt;") + "</b>";
            default ->
                "<p>" + dice.pick(5, RESULTS) + "</p><p>See <a href=\"https://wiki.example/x\">the wiki</a>.</p>";
        };
    }

    static @Nullable String precondition(Dice dice) {
        return dice.oneIn(6, 3) ? "Signed in " + dice.pick(7, PLACES) + ".<br>At least one row exists." : null;
    }

    static List<String> labels(Dice dice) {
        int first = dice.below(8, LABELS.size());
        return switch (dice.below(9, 3)) {
            case 0 -> List.of();
            case 1 -> List.of(LABELS.get(first));
            default -> List.of(LABELS.get(first), LABELS.get((first + 1) % LABELS.size()));
        };
    }

    static @Nullable String owner(Dice dice) {
        return dice.oneIn(10, 5) ? null : dice.pick(11, TESTERS);
    }

    static String action(Dice dice) {
        return dice.pick(12, ACTIONS);
    }

    static @Nullable String data(Dice dice) {
        return dice.oneIn(13, 2)
                ? null
                : "user=" + dice.below(14, 1000) + "; lang=" + (dice.oneIn(15, 2) ? "日本語" : "en");
    }

    static @Nullable String result(Dice dice) {
        return dice.oneIn(16, 9) ? null : dice.pick(17, RESULTS);
    }

    static String bdd(Dice dice) {
        return "Given " + dice.pick(2, THINGS) + "\nWhen I " + dice.pick(1, VERBS) + " it " + dice.pick(3, PLACES)
                + "\nThen I see \"" + dice.below(18, 100) + "\" rows";
    }

    static String plain(Dice dice) {
        return dice.pick(12, ACTIONS) + "<br>" + dice.pick(17, RESULTS) + "<br>" + dice.pick(3, PLACES);
    }

    /** One field of every shape that was seen, each also empty now and then. */
    static Map<String, @Nullable Object> customFields(Dice dice) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("Build Number", dice.oneIn(20, 5) ? null : Long.valueOf(dice.below(21, 5000)));
        fields.put("Ratio", dice.oneIn(22, 5) ? null : Double.valueOf(dice.below(23, 1000) / 8.0));
        fields.put("Release Date", dice.oneIn(24, 5) ? null : date(dice, 25));
        fields.put("Reviewed On", dice.oneIn(26, 5) ? null : date(dice, 27) + "T00:00:00Z");
        fields.put(
                "Pre-Condition(s)",
                dice.oneIn(28, 3) ? null : "User should have logged in. <br> " + dice.pick(29, RESULTS));
        fields.put("Implemented", dice.oneIn(30, 5) ? null : Boolean.valueOf(dice.oneIn(31, 2)));
        fields.put("Category", categories(dice));
        fields.put("Tester", owner(dice));
        fields.put("Risk", dice.oneIn(33, 4) ? null : dice.pick(34, RISKS));
        fields.put("Notes", dice.oneIn(35, 2) ? null : "note " + dice.below(36, 100_000) + " naïve");
        return fields;
    }

    private static @Nullable List<String> categories(Dice dice) {
        int first = dice.below(32, CATEGORIES.size() + 1);
        if (first == CATEGORIES.size()) {
            return null;
        }
        List<String> chosen = new ArrayList<>(List.of(CATEGORIES.get(first)));
        if (first > 0) {
            chosen.add(CATEGORIES.get(first - 1));
        }
        return chosen;
    }

    private static String date(Dice dice, int purpose) {
        int day = dice.below(purpose, 28) + 1;
        return "202" + dice.below(purpose + 100, 6) + "-0" + (dice.below(purpose + 200, 9) + 1) + "-"
                + (day < 10 ? "0" : "") + day;
    }
}
