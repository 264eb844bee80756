package io.drover.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;

/** A program at the far end of an SSH connection: one channel. */
final class SshProgram implements Started {

    private final ClientSession session;
    private final ChannelExec channel;
    private final CompletableFuture<Exit> exit = new CompletableFuture<>();

    private SshProgram(ClientSession session, ChannelExec channel) {
        this.session = session;
        this.channel = channel;
        channel.addCloseFutureListener(closed -> exit.complete(ended()));
    }

    /** @throws IOException when it may have begun, or not */
    static SshProgram start(ClientSession session, Program program, Duration timeout) throws IOException {
        String mark = Shell.mark();
        ChannelExec channel = session.createExecChannel(Shell.line(program, mark));
        SshProgram started = new SshProgram(session, channel);
        try {
            channel.open().verify(timeout);
            if (!program.environment().isEmpty()) {
                OutputStream in = channel.getInvertedIn();
                in.write(Shell.exports(program.environment(), mark).getBytes(StandardCharsets.UTF_8));
                in.flush();
            }
            return started;
        } catch (IOException e) {
            channel.close(true);
            throw e;
        }
    }

    @Override
    public OutputStream in() {
        return channel.getInvertedIn();
    }

    @Override
    public InputStream out() {
        return channel.getInvertedOut();
    }

    @Override
    public InputStream err() {
        return channel.getInvertedErr();
    }

    @Override
    public CompletableFuture<Exit> exit() {
        return exit;
    }

    /** A server that honours signals ends it, another may when its channel closes. */
    @Override
    public void end() {
        if (!channel.isOpen()) {
            return;
        }
        signal("TERM");
        Ending.waitFor(Ending.PATIENCE, exit::isDone);
        if (!exit.isDone()) {
            signal("KILL");
            Ending.waitFor(Ending.FORCED, exit::isDone);
        }
        channel.close(true);
        Ending.waitFor(Ending.FORCED, exit::isDone);
    }

    private void signal(String name) {
        try {
            Buffer request = session.createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST, name.length() + Integer.SIZE);
            request.putUInt(channel.getRecipient());
            request.putString("signal");
            request.putBoolean(false); // No answer is wanted.
            request.putString(name);
            session.writePacket(request);
        } catch (IOException e) {
            // It is over with the connection; what is known of the program is asked for next.
        }
    }

    private Exit ended() {
        Integer status = channel.getExitStatus();
        String signal = channel.getExitSignal();
        if (status != null) {
            return new Exit.Of(status, Signals.name(status));
        }
        return signal == null ? Exit.UNKNOWN : new Exit.Of(Signals.status(signal), signal);
    }
}
