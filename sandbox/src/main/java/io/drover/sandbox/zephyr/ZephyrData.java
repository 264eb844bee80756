package io.drover.sandbox.zephyr;

/** Where a sandbox's Zephyr project comes from. */
public final class ZephyrData {

    private final ZephyrProject project;

    private ZephyrData(ZephyrProject project) {
        this.project = project;
    }

    /** The public Mattermost project, key MM, 5,059 cases. */
    public static ZephyrData mattermost() {
        return new ZephyrData(MattermostProject.read());
    }

    /** A made-up project, key GEN; the same seed gives the same cases. */
    public static ZephyrData generated(int cases, long seed) {
        return new ZephyrData(new GeneratedProject(cases, seed));
    }

    public String projectKey() {
        return project.key();
    }

    public int cases() {
        return project.size();
    }

    ZephyrProject project() {
        return project;
    }
}
