package dev.sallyport.agent.keys;

import dev.sallyport.agent.link.CallFailedException;
import dev.sallyport.agent.link.Reason;
import dev.sallyport.agent.shell.AsAccount;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the files in step: at the start, and every five minutes from then on, each node at a time
/// of its own so that a fleet does not ask all at once.
public final class KeySync {
    private static final Logger LOG = LoggerFactory.getLogger(KeySync.class);
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final List<KeyRule> rules;
    private final KeySource source;
    private final AsAccount accounts;
    private final RandomGenerator random;

    public KeySync(
            List<KeyRule> rules, KeySource source, AsAccount accounts, RandomGenerator random) {
        this.rules = List.copyOf(rules);
        this.source = source;
        this.accounts = accounts;
        this.random = random;
    }

    /// How long to wait for the next time: within a fifth of five minutes.
    public Duration pause() {
        return EVERY.plusMillis(random.nextLong(-EVERY.toMillis() / 5, EVERY.toMillis() / 5));
    }

    /// Looks once at every rule. What fails is logged and tried again the next time.
    public void run() throws InterruptedException {
        for (KeyRule rule : rules) {
            try {
                apply(rule);
            } catch (IOException | CallFailedException e) {
                LOG.atWarn()
                        .addKeyValue("group", rule.group())
                        .addKeyValue("account", rule.account())
                        .addKeyValue("cause", Reason.of(e))
                        .log("keys stay as they are");
            }
        }
    }

    private void apply(KeyRule rule) throws IOException, InterruptedException, CallFailedException {
        List<GroupKey> keys = source.keys(rule.group());
        boolean changed =
                new KeyFile(accounts, rule.account())
                        .change(text -> KeyLines.with(text, rule.group(), keys));
        if (changed) {
            LOG.atInfo()
                    .addKeyValue("group", rule.group())
                    .addKeyValue("account", rule.account())
                    .addKeyValue("keys", keys.size())
                    .log("authorized_keys are in step");
        }
    }
}
