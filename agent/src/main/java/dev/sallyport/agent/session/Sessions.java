package dev.sallyport.agent.session;

import dev.sallyport.agent.link.Reason;
import dev.sallyport.agent.shell.Shells;
import dev.sallyport.agent.shell.StartRefusedException;
import dev.sallyport.protocol.channel.InteractiveShell;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sessions of this node. Safe for use by many threads; no call blocks.
public final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    /// It becomes a part of paths.
    private static final Pattern ID = Pattern.compile("[\\w+=,.@-]{1,96}");

    /// Orders may come twice, also when the session is long over.
    private static final int REMEMBERED = 1000;

    private final Line line;
    private final Shells shells;
    private final TaskResults results;
    private final int limit;
    private final ScheduledExecutorService timer;
    private final SessionThreads threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Optional<ShellSession>> running = new HashMap<>();
    private final Set<String> over =
            Collections.newSetFromMap(
                    new LinkedHashMap<>() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                            return size() > REMEMBERED;
                        }
                    });

    public Sessions(
            Line line,
            Shells shells,
            TaskResults results,
            int limit,
            ScheduledExecutorService timer,
            SessionThreads threads) {
        this.line = line;
        this.shells = shells;
        this.results = results;
        this.limit = limit;
        this.timer = timer;
        this.threads = threads;
    }

    /// Follows an order to start a session; an order seen before is ignored.
    void start(InteractiveShell order) {
        String id = order.sessionId();
        if (!ID.matcher(id).matches() || id.equals(".") || id.equals("..")) {
            LOG.warn("ignored an order with a malformed session id");
            return;
        }
        lock.lock();
        try {
            if (running.containsKey(id) || over.contains(id)) {
                return;
            }
            if (running.size() >= limit) {
                over.add(id);
                results.failed(id, "This node serves " + limit + " sessions already");
                return;
            }
            running.put(id, Optional.empty());
        } finally {
            lock.unlock();
        }
        threads.heavy("session", () -> serve(order));
    }

    /// Ends a session, if there is one of this name.
    void close(String id, String why) {
        find(id).ifPresent(session -> session.closed(why));
    }

    public void closeAll(String why) {
        all().forEach(session -> session.closed(why));
    }

    /// The server has just been seen: sessions that wait to reach it need wait no longer.
    void hurry() {
        all().forEach(ShellSession::hurry);
    }

    public int count() {
        lock.lock();
        try {
            return running.size();
        } finally {
            lock.unlock();
        }
    }

    private void serve(InteractiveShell order) {
        String id = order.sessionId();
        try {
            ShellTask task = ShellTask.of(order);
            ShellSession session = new ShellSession(task, line, timer, threads);
            var plan = shells.plan(task.runAs());
            LOG.atInfo()
                    .addKeyValue("session", id)
                    .addKeyValue("user", plan.user().name())
                    .log("starting a shell");
            adopt(id, session);
            session.run(plan);
            results.succeeded(id);
        } catch (StartRefusedException e) {
            fail(id, Reason.of(e));
        } catch (IOException | RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("session", id).log("cannot serve a session");
            fail(id, "Unable to start command: " + Reason.of(e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            forget(id);
        }
    }

    private void fail(String id, String why) {
        LOG.atInfo()
                .addKeyValue("session", id)
                .addKeyValue("cause", why)
                .log("session not started");
        results.failed(id, why);
    }

    private void adopt(String id, ShellSession session) {
        lock.lock();
        try {
            running.put(id, Optional.of(session));
        } finally {
            lock.unlock();
        }
    }

    private void forget(String id) {
        lock.lock();
        try {
            running.remove(id);
            over.add(id);
        } finally {
            lock.unlock();
        }
    }

    private Optional<ShellSession> find(String id) {
        lock.lock();
        try {
            return running.getOrDefault(id, Optional.empty());
        } finally {
            lock.unlock();
        }
    }

    private List<ShellSession> all() {
        lock.lock();
        try {
            return running.values().stream().flatMap(Optional::stream).toList();
        } finally {
            lock.unlock();
        }
    }
}
