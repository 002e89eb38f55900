package dev.sallyport.agent.session;

import dev.sallyport.agent.link.Reason;
import dev.sallyport.agent.port.Destination;
import dev.sallyport.agent.shell.Program;
import dev.sallyport.agent.shell.RunAs;
import dev.sallyport.agent.shell.ShellPlan;
import dev.sallyport.agent.shell.StartRefusedException;
import dev.sallyport.agent.shell.User;
import dev.sallyport.agent.ssh.SshEnd;
import dev.sallyport.protocol.channel.HandshakeRequest;
import dev.sallyport.protocol.channel.InteractiveShell;
import java.io.IOException;
import java.time.Duration;
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
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The sessions of this node. Safe for use by many threads; no call blocks.
public final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    /// It becomes a part of paths.
    private static final Pattern ID = Pattern.compile("[\\w+=,.@-]{1,96}");

    /// Orders may come twice, also when the session is long over.
    private static final int REMEMBERED = 1000;

    /// Its certificate is there before the client opens its mouth.
    private static final Duration SSH_PATIENCE = Duration.ofSeconds(30);

    private final Line line;
    private final Services services;
    private final TaskResults results;
    private final int limit;
    private final ScheduledExecutorService timer;
    private final SessionThreads threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Optional<RunningSession>> running = new HashMap<>();
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
            Services services,
            TaskResults results,
            int limit,
            ScheduledExecutorService timer,
            SessionThreads threads) {
        this.line = line;
        this.services = services;
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
        all().forEach(RunningSession::hurry);
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
            switch (TaskReader.read(order)) {
                case Task.Terminal task -> serve(task);
                case Task.Command task -> serve(task);
                case Task.Port task -> serve(task);
                case Task.Ssh task -> serve(task);
                case Task.Files task -> serve(task);
            }
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

    private void serve(Task.Terminal task)
            throws StartRefusedException, IOException, InterruptedException {
        ShellSession session = new ShellSession(task, line, timer, threads);
        ShellPlan plan = plan(task.sessionId(), task.runAs(), task.program());
        adopt(task.sessionId(), session);
        session.run(plan);
    }

    private void serve(Task.Command task)
            throws StartRefusedException, IOException, InterruptedException {
        ShellPlan plan = plan(task.sessionId(), task.runAs(), task.program());
        serve(
                task.sessionId(),
                new CommandWork(task, plan, threads),
                "NonInteractiveCommands",
                task.properties());
    }

    private void serve(Task.Port task)
            throws StartRefusedException, IOException, InterruptedException {
        Destination destination;
        try {
            destination = services.forwarding().resolve(task.target());
        } catch (IOException e) {
            throw new StartRefusedException(Reason.of(e));
        }
        LOG.atInfo()
                .addKeyValue("session", task.sessionId())
                .addKeyValue("target", task.target())
                .log("forwarding a port");
        Work work =
                new PortWork(
                        task.target(), destination, services.forwarding(), line.stamps(), threads);
        serve(task.sessionId(), work, "Port", task.properties());
    }

    private void serve(Task.Ssh task)
            throws StartRefusedException, IOException, InterruptedException {
        SshEnd end =
                SshEnd.prepare(
                        task.order(),
                        new SshEnd.Needs(
                                services.shells(),
                                services.forwarding(),
                                threads,
                                line.stamps(),
                                SSH_PATIENCE));
        LOG.atInfo()
                .addKeyValue("session", task.sessionId())
                .addKeyValue("user", end.account())
                .log("serving SSH");
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        properties.put("hostKey", end.hostKey().toString());
        properties.put("user", end.account());
        serve(task.sessionId(), new SshWork(end, threads), "Ssh", properties);
    }

    private void serve(Task.Files task)
            throws StartRefusedException, IOException, InterruptedException {
        User user = services.shells().user(task.runAs());
        LOG.atInfo()
                .addKeyValue("session", task.sessionId())
                .addKeyValue("user", user.name())
                .addKeyValue("direction", task.order().direction().word())
                .addKeyValue("path", task.order().path())
                .log("copying files");
        Work work = new FilesWork(services.copiers().copier(task.order(), user));
        serve(task.sessionId(), work, "Files", task.properties());
    }

    private void serve(String id, Work work, String type, ObjectNode properties)
            throws StartRefusedException, IOException, InterruptedException {
        WorkSession session = new WorkSession(id, work, line, timer, threads);
        adopt(id, session);
        ObjectNode parameters = properties.objectNode();
        parameters.put("SessionType", type);
        parameters.set("Properties", properties);
        session.run(new HandshakeRequest.Action(HandshakeRequest.SESSION_TYPE, parameters));
    }

    private ShellPlan plan(String id, RunAs.Wish wish, Program program)
            throws StartRefusedException {
        ShellPlan plan = services.shells().plan(wish, program);
        LOG.atInfo()
                .addKeyValue("session", id)
                .addKeyValue("user", plan.user().name())
                .log("starting a program");
        return plan;
    }

    private void fail(String id, String why) {
        LOG.atInfo()
                .addKeyValue("session", id)
                .addKeyValue("cause", why)
                .log("session not started");
        results.failed(id, why);
    }

    private void adopt(String id, RunningSession session) {
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

    private Optional<RunningSession> find(String id) {
        lock.lock();
        try {
            return running.getOrDefault(id, Optional.empty());
        } finally {
            lock.unlock();
        }
    }

    private List<RunningSession> all() {
        lock.lock();
        try {
            return running.values().stream().flatMap(Optional::stream).toList();
        } finally {
            lock.unlock();
        }
    }
}
