package dev.sallyport.server.api.ssm;

import dev.sallyport.protocol.forward.ForwardTarget;
import dev.sallyport.server.access.Aim;
import dev.sallyport.server.documents.ResolvedDocument;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a policy can ask about a session before it starts: its type, and where its port leads, with
/// the caller's parameters put in.
final class SessionTraits {
    private static final String TYPE = "sallyport:SessionType";
    private static final String HOST = "sallyport:TargetHost";
    private static final String PORT = "sallyport:TargetPort";

    private SessionTraits() {}

    static Aim add(Aim aim, ResolvedDocument document) {
        Aim more = aim;
        for (Map.Entry<String, String> trait : of(document).entrySet()) {
            more = more.with(trait.getKey(), trait.getValue());
        }
        return more;
    }

    /// Whether the call was decided on these traits: its document may have changed since.
    static boolean are(Aim aim, ResolvedDocument document) {
        Map<String, String> traits = of(document);
        return Stream.of(TYPE, HOST, PORT)
                .allMatch(key ->
                        aim.values(key)
                                .equals(Optional.ofNullable(traits.get(key)).stream().toList()));
    }

    private static Map<String, String> of(ResolvedDocument document) {
        Map<String, String> traits = new TreeMap<>();
        traits.put(TYPE, document.type().wireName());
        document.stream().target().ifPresent(target -> put(traits, target));
        return traits;
    }

    private static void put(Map<String, String> traits, ForwardTarget target) {
        traits.put(HOST, target.host());
        traits.put(PORT, Integer.toString(target.port()));
    }
}
