package io.drover.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A program on this machine. */
final class LocalProcess implements Started {

    private final Process process;
    private final CompletableFuture<Exit> exit;
    private final InputStream out;
    private final InputStream err;

    LocalProcess(Process process) {
        this.process = process;
        this.exit =
                process.onExit().thenApply(ended -> new Exit.Of(ended.exitValue(), Signals.name(ended.exitValue())));
        this.out = new LocalPipe(process.getInputStream(), exit);
        this.err = new LocalPipe(process.getErrorStream(), exit);
    }

    @Override
    public OutputStream in() {
        return process.getOutputStream();
    }

    @Override
    public InputStream out() {
        return out;
    }

    @Override
    public InputStream err() {
        return err;
    }

    @Override
    public CompletableFuture<Exit> exit() {
        return exit;
    }

    /**
     * Ends it with all its descendants: asks them, and forces what is there after a while. What a descendant left behind as it ended
     * is no descendant any more, and is not found. It goes by handles, since {@link Process#destroy} closes the outputs, in which the
     * last words are.
     */
    @Override
    public void end() {
        if (!process.isAlive()) {
            return;
        }
        Set<ProcessHandle> all = new LinkedHashSet<>(List.of(process.toHandle()));
        gather(all);
        all.forEach(ProcessHandle::destroy);
        long begun = System.nanoTime();
        Ending.waitFor(Ending.FORCED.plus(Ending.PATIENCE), () -> {
            gather(all);
            if (Duration.ofNanos(System.nanoTime() - begun).compareTo(Ending.PATIENCE) > 0) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
            return all.stream().noneMatch(ProcessHandle::isAlive) && exit.isDone();
        });
    }

    private static void gather(Set<ProcessHandle> all) {
        List.copyOf(all).forEach(each -> each.descendants().forEach(all::add));
    }
}
