package io.drover.archive;

import io.drover.archive.Charts.Area;
import io.drover.archive.Charts.Segment;
import io.drover.archive.Charts.Tick;
import io.drover.archive.Report.KindBooks;
import io.drover.archive.Report.PhaseTime;
import io.drover.archive.Report.StepTime;
import io.drover.contracts.Phase;
import java.util.List;

/**
 * The report with the geometry of its charts: what the template sees; it calls public methods only.
 *
 * @param kept books that operations kept; they are many and short, so they make one table
 */
record Page(
        Report report,
        List<BooksView> books,
        List<KindBooks> kept,
        List<CauseView> causes,
        FlowView flow,
        List<StepView> steps,
        List<Tick> timeTicks) {

    record BooksView(KindBooks kind, List<Segment> bar) {}

    record CauseView(FindingGroup group, double share) {}

    /** @param top the rate at the upper end of every row's scale */
    record FlowView(long top, List<Area> rows) {}

    record StepView(StepTime step, double x, double width, List<PhaseView> phases) {}

    record PhaseView(String title, PhaseTime phase, double x, double width) {}

    static Page of(Report report) {
        long total = Math.max(1, report.subject().durationMs());
        long most =
                report.causes().stream().mapToLong(FindingGroup::count).max().orElse(0);
        double peak =
                report.flow().rows().stream().mapToDouble(Flow.Row::peak).max().orElse(0);
        long top = Charts.ceiling(peak);
        return new Page(
                report,
                report.books().stream()
                        .filter(kind -> !kind.byOperation())
                        .map(kind -> new BooksView(kind, Charts.fates(kind.books())))
                        .toList(),
                report.books().stream().filter(KindBooks::byOperation).toList(),
                report.causes().stream()
                        .map(group -> new CauseView(group, Charts.share(group.count(), most)))
                        .toList(),
                new FlowView(top, Charts.areas(report.flow(), top, total)),
                report.steps().stream().map(step -> view(step, total)).toList(),
                Charts.timeTicks(total));
    }

    /** Records of all kinds a second over the whole execution. */
    public double rate() {
        return report.total().extracted()
                * 1_000.0
                / Math.max(1, report.subject().durationMs());
    }

    /** Whether a step has several phases, of which the chart tells more. */
    public boolean hasPhases() {
        return steps.stream().anyMatch(step -> step.phases().size() > 1);
    }

    /** What the source is called, empty when the plan names none. */
    public String sourceName() {
        return title("Source");
    }

    /** What the target is called, empty when the plan names none. */
    public String targetName() {
        return title("Target");
    }

    private String title(String role) {
        return report.systems().stream()
                .filter(system -> system.role().equals(role))
                .map(ConnectedSystem::title)
                .findFirst()
                .orElse("");
    }

    private static StepView view(StepTime step, long total) {
        return new StepView(
                step,
                at(step.startMs(), total),
                Charts.share(step.durationMs(), total),
                step.phases().stream()
                        .map(phase -> new PhaseView(
                                title(phase.phase()),
                                phase,
                                at(phase.startMs(), total),
                                Charts.share(phase.durationMs(), total)))
                        .toList());
    }

    private static double at(long ms, long total) {
        return Math.min(99.4, Math.round(10_000.0 * ms / total) / 100.0);
    }

    private static String title(Phase phase) {
        return Words.title(phase.word());
    }
}
