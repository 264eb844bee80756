package io.drover.sandbox.zephyr;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where a sandbox's Zephyr project comes from. */
public final class ZephyrData {

    private final List<ZephyrProject> projects;

    private ZephyrData(List<ZephyrProject> projects) {
        this.projects = projects;
    }

    /** The public Mattermost project, key MM, 5,059 cases. */
    public static ZephyrData mattermost() {
        return new ZephyrData(List.of(MattermostProject.read()));
    }

    /**
     * Made-up projects, keys GEN, GEN1, GEN2 …; the same seed gives the same cases.
     *
     * @param cases of each
     * @param calls how many cases of each call another; null for a few
     */
    public static ZephyrData generated(int projects, int cases, long seed, @Nullable Integer calls) {
        return new ZephyrData(IntStream.range(0, projects)
                .<ZephyrProject>mapToObj(number -> new GeneratedProject(number, cases, seed, calls))
                .toList());
    }

    public String projectKey() {
        return project().key();
    }

    public int cases() {
        return project().size();
    }

    /** The first. */
    ZephyrProject project() {
        return projects.getFirst();
    }

    List<ZephyrProject> projects() {
        return projects;
    }
}
