package dev.sallyport.server.access;

import dev.sallyport.policy.PolicyIndex;
import dev.sallyport.policy.language.PolicyKind;
import dev.sallyport.server.identity.SessionPolicies;
import dev.sallyport.server.identity.directory.NamedPolicy;
import dev.sallyport.server.identity.directory.Principals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Policies that limit single sessions, compiled. Safe for use by many threads.
final class SessionLimits {
    private static final int KEPT = 1_000;

    private final Principals principals;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<List<NamedPolicy>, PolicyIndex> kept = new LinkedHashMap<>(64, 0.75f, true);

    SessionLimits(Principals principals) {
        this.principals = principals;
    }

    /// What cannot be found or read any more allows nothing.
    PolicyIndex of(SessionPolicies policies) {
        List<NamedPolicy> texts = new ArrayList<>();
        policies.inline()
                .ifPresent(text ->
                        texts.add(new NamedPolicy("session policy", Optional.empty(), "", text)));
        for (String arn : policies.managed()) {
            Optional<NamedPolicy> managed = principals.managed(arn);
            if (managed.isEmpty()) {
                return PolicyIndex.NONE;
            }
            texts.add(managed.orElseThrow());
        }
        return compiled(List.copyOf(texts));
    }

    private PolicyIndex compiled(List<NamedPolicy> texts) {
        lock.lock();
        try {
            PolicyIndex known = kept.get(texts);
            if (known == null) {
                known = CompiledPowers.index(texts, PolicyKind.SESSION).orElse(PolicyIndex.NONE);
                kept.put(texts, known);
                forgetOldest();
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private void forgetOldest() {
        if (kept.size() > KEPT) {
            var oldest = kept.entrySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
