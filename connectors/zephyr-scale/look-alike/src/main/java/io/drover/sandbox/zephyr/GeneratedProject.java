package io.drover.sandbox.zephyr;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A made-up project, key GEN: any number of cases, none of them kept. About one folder per fifty cases on three
 * levels, one to eight steps, nine in ten cases step by step, the rest plain or BDD; some call an earlier case. Further ones have the keys
 * GEN1, GEN2 …, and ids of folders of their own.
 */
final class GeneratedProject implements ZephyrProject {

    private static final String KEY = "GEN";
    /** More folders than any project has. */
    private static final long FOLDERS_APART = 10_000_000;

    private static final long PROJECT_ID = 10005;
    private static final long FIRST_CASE = 1_000_000;
    private static final long FIRST_FOLDER = 50_001;
    private static final long FIRST_PRIORITY = 10_002;
    private static final long FIRST_STATUS = 10_100;
    private static final long FIRST_COMPONENT = 10_001;
    private static final int CASES_PER_FOLDER = 50;
    private static final long EPOCH = Instant.parse("2020-01-01T08:00:00Z").getEpochSecond();

    private static final Lookups LOOKUPS = new Lookups(
            List.of(
                    new Lookups.Named(FIRST_PRIORITY, "High", null, "#b22222", false),
                    new Lookups.Named(FIRST_PRIORITY + 1, "Normal", "The usual", "#4bade8", true),
                    new Lookups.Named(FIRST_PRIORITY + 2, "Low", null, "#999999", false)),
            statuses(),
            List.of(
                    new Lookups.Named(77, "Chrome", null, null, false),
                    new Lookups.Named(78, "Firefox", "current", null, false)),
            List.of(
                    new Lookups.Component(FIRST_COMPONENT, "Billing"),
                    new Lookups.Component(FIRST_COMPONENT + 1, "Zugang"),
                    new Lookups.Component(FIRST_COMPONENT + 2, "検索")));

    private final int number;
    private final int size;
    private final long seed;
    private final @Nullable Integer calls;

    /**
     * @param number 0 for GEN
     * @param calls how many of the cases call another one, spread evenly; null for about one in 28
     */
    GeneratedProject(int number, int size, long seed, @Nullable Integer calls) {
        this.number = number;
        this.size = size;
        this.seed = seed + 31L * number;
        this.calls = calls;
    }

    private static List<Lookups.Status> statuses() {
        List<Lookups.Status> all = new ArrayList<>();
        List<String> names = List.of("Draft", "Approved", "Deprecated", "Legacy");
        for (int i = 0; i < names.size(); i++) {
            Lookups.Named named = new Lookups.Named(FIRST_STATUS + i, names.get(i), null, "#f0ad4e", i == 0);
            all.add(new Lookups.Status("TEST_CASE", named, i == 3));
        }
        all.addAll(Lookups.otherStatuses(FIRST_STATUS + 20));
        return List.copyOf(all);
    }

    @Override
    public String key() {
        return number == 0 ? KEY : KEY + number;
    }

    @Override
    public long id() {
        return PROJECT_ID + number;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int indexOf(String caseKey) {
        if (!caseKey.startsWith(key() + "-T")) {
            return -1;
        }
        int place = ProjectKeys.caseNumber(caseKey);
        return place >= 1 && place <= size && caseKey.equals(key(place - 1)) ? place - 1 : -1;
    }

    private String key(int index) {
        return key() + "-T" + (index + 1);
    }

    /** Gaps of 2, and of 40 after every seventh: versions and other artefacts use the ids between. */
    @Override
    public long idAt(int index) {
        return FIRST_CASE + index * 3L + index / 7 * 37L;
    }

    @Override
    public long folderIdAt(int index) {
        return dice(index).oneIn(40, 100) ? 0 : folderId(index / CASES_PER_FOLDER);
    }

    @Override
    public long updatedAt(int index) {
        return (createdAt(index) + dice(index).below(41, 86_400 * 30)) * 1000L;
    }

    private static long createdAt(int index) {
        return EPOCH + index * 61L;
    }

    @Override
    public int versionsAt(int index) {
        return dice(index).oneIn(42, 20) ? 2 : 1;
    }

    @Override
    public ZephyrCase caseAt(int index) {
        Dice dice = dice(index);
        int component = dice.below(43, 5);
        return new ZephyrCase(
                idAt(index),
                key(index),
                GeneratedTexts.name(dice, index + 1L),
                Instant.ofEpochSecond(createdAt(index)).toString(),
                GeneratedTexts.objective(dice),
                GeneratedTexts.precondition(dice),
                dice.oneIn(44, 3) ? null : Long.valueOf(dice.below(45, 600) * 1000L),
                GeneratedTexts.labels(dice),
                component < 3 ? FIRST_COMPONENT + component : 0,
                FIRST_PRIORITY + dice.below(46, 3),
                FIRST_STATUS + dice.below(47, 4),
                folderIdAt(index),
                GeneratedTexts.owner(dice),
                !hasSteps(index),
                GeneratedTexts.customFields(dice),
                dice.oneIn(48, 6) ? 10_100 + dice.below(49, 500) : 0);
    }

    /** The first ten always have steps, so that a small project has something to call. */
    private boolean hasSteps(int index) {
        return index < 10 || mustCall(index) || dice(index).below(50, 10) > 0;
    }

    /** The n-th caller is where n of so many cases have gone by, so that no case has to be kept. */
    private boolean mustCall(int index) {
        return calls != null && (index + 1L) * calls / size > (long) index * calls / size;
    }

    private boolean callsAnother(int index, Dice dice) {
        return index > 0 && (calls == null ? dice.oneIn(53, 25) : mustCall(index));
    }

    @Override
    public ZephyrScript scriptAt(int index) {
        Dice dice = dice(index);
        if (!hasSteps(index)) {
            return dice.oneIn(51, 2)
                    ? new ZephyrScript.Text(idAt(index) + 1, "bdd", GeneratedTexts.bdd(dice))
                    : new ZephyrScript.Text(idAt(index) + 1, "plain", GeneratedTexts.plain(dice));
        }
        int count = 1 + dice.below(52, 8);
        int caller = callsAnother(index, dice) ? dice.below(54, count) : -1;
        List<ZephyrScript.Step> steps = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long id = idAt(index) * 100 + i;
            steps.add(i == caller ? call(id, index, dice) : inline(id, index, i));
        }
        return new ZephyrScript.Steps(steps);
    }

    private ZephyrScript.Step call(long id, int index, Dice dice) {
        int called = index - 1 - dice.below(55, Math.min(index, 500));
        return new ZephyrScript.CallStep(
                id,
                key(called),
                dice.oneIn(56, 3)
                        ? List.of(
                                new ZephyrScript.Parameter("user", "MANUAL_INPUT", "bob " + dice.below(57, 10)),
                                new ZephyrScript.Parameter("lang", "DEFAULT_VALUE", "en"))
                        : List.of());
    }

    private ZephyrScript.Step inline(long id, int index, int place) {
        Dice dice = new Dice(seed ^ 0x5DEECE66DL, index * 16L + place);
        if (dice.oneIn(58, 50)) {
            return new ZephyrScript.Inline(id, "", null, null, java.util.Map.of());
        }
        return new ZephyrScript.Inline(
                id,
                (place + 1) + ". " + GeneratedTexts.action(dice),
                GeneratedTexts.data(dice),
                GeneratedTexts.result(dice),
                java.util.Map.of());
    }

    @Override
    public List<String> attachmentsAt(int index) {
        return dice(index).oneIn(59, 100) ? List.of("screenshot.png", "protokoll-ü.txt") : List.of();
    }

    @Override
    public int folders() {
        return Math.max(1, (size + CASES_PER_FOLDER - 1) / CASES_PER_FOLDER);
    }

    private long folderId(int folder) {
        return firstFolder() + folder * 2L;
    }

    /** Every 16th is at the top, every 4th between, the others below the 4th before them. */
    @Override
    public ZephyrFolder folderAt(int folder) {
        int step = folder % 16 == 0 ? 0 : folder % 4 == 0 ? 16 : 4;
        long parent = step == 0 ? 0 : folderId(folder - folder % step);
        Dice dice = new Dice(seed, -1L - folder);
        String name = (dice.oneIn(60, 9) ? "Ordner & Übersicht " : "Folder ") + (folder + 1);
        return new ZephyrFolder(folderId(folder), parent, name, folder % 16);
    }

    @Override
    public int folderIndex(long folderId) {
        long folder = (folderId - firstFolder()) / 2;
        return folder >= 0 && folder < folders() && folderId(Math.toIntExact(folder)) == folderId ? (int) folder : -1;
    }

    private long firstFolder() {
        return FIRST_FOLDER + number * FOLDERS_APART;
    }

    @Override
    public Lookups lookups() {
        return LOOKUPS;
    }

    private Dice dice(int index) {
        return new Dice(seed, index);
    }
}
