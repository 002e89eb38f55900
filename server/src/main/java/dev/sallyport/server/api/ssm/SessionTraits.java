package dev.sallyport.server.api.ssm;

import dev.sallyport.protocol.forward.ForwardTarget;
import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.documents.ResolvedDocument;
import dev.sallyport.server.documents.ResolvedDocument.Copying;
import dev.sallyport.server.documents.ResolvedDocument.RunAs;
import dev.sallyport.server.documents.ResolvedDocument.Ssh;
import dev.sallyport.server.documents.SshForwarding;
import java.util.List;
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

    private static final String ACCOUNT = "sallyport:SshAccount";
    private static final String FORWARDING = "sallyport:SshForwarding";
    private static final String PATH = "sallyport:Path";
    private static final String DELETES = "sallyport:DeletesFiles";

    private SessionTraits() {}

    /// An SSH session that asks for an account of its choice, or for connections beyond the node,
    /// needs that allowed as resources of their own: what lets somebody have sessions at a node
    /// lets nobody have those.
    static Aim add(Aim aim, ResolvedDocument document, ResourceNames names) {
        Aim more = aim;
        more = chosen(document).map(names::sshAccount).map(more::and).orElse(more);
        if (forwarding(document).equals(Optional.of(SshForwarding.ANYWHERE))) {
            more = more.and(names.sshForwarding(SshForwarding.ANYWHERE.wireName()));
        }
        for (Map.Entry<String, String> trait : of(document).entrySet()) {
            more = more.with(trait.getKey(), trait.getValue());
        }
        // The node comes first. Files need a permission of their own, whatever the session may.
        String node = aim.resources().getFirst();
        Optional<String> action = action(document);
        return action.isPresent() ? more.also(action.orElseThrow(), node) : more;
    }

    /// Whether the call was decided on these traits: its document may have changed since.
    static boolean are(Aim aim, ResolvedDocument document) {
        Map<String, String> traits = of(document);
        List<String> actions = aim.also().stream().map(Aim.Need::action).toList();
        return actions.equals(action(document).stream().toList())
                && Stream.of(TYPE, HOST, PORT, ACCOUNT, FORWARDING, PATH, DELETES)
                        .allMatch(key ->
                                aim.values(key)
                                        .equals(
                                                Optional.ofNullable(traits.get(key)).stream()
                                                        .toList()));
    }

    private static Optional<String> action(ResolvedDocument document) {
        return document.stream()
                .copying()
                .map(copying ->
                        switch (copying.direction()) {
                            case UPLOAD -> "sallyport:UploadFile";
                            case DOWNLOAD -> "sallyport:DownloadFile";
                        });
    }

    private static Map<String, String> of(ResolvedDocument document) {
        Map<String, String> traits = new TreeMap<>();
        traits.put(TYPE, document.type().wireName());
        document.stream().target().ifPresent(target -> put(traits, target));
        chosen(document).ifPresent(user -> traits.put(ACCOUNT, user));
        forwarding(document).ifPresent(reach -> traits.put(FORWARDING, reach.wireName()));
        document.stream().copying().ifPresent(copying -> put(traits, copying));
        return traits;
    }

    /// The account a caller asks for, where the run-as rules leave the choice.
    private static Optional<String> chosen(ResolvedDocument document) {
        return switch (document.runAs()) {
            case RunAs.Disabled() -> document.stream().ssh().flatMap(Ssh::user);
            case RunAs.Enabled _ -> Optional.empty();
        };
    }

    private static Optional<SshForwarding> forwarding(ResolvedDocument document) {
        return document.stream().ssh().map(Ssh::forwarding);
    }

    private static void put(Map<String, String> traits, Copying copying) {
        traits.put(PATH, copying.path().toString());
        traits.put(DELETES, Boolean.toString(copying.delete()));
    }

    private static void put(Map<String, String> traits, ForwardTarget target) {
        traits.put(HOST, target.host());
        traits.put(PORT, Integer.toString(target.port()));
    }
}
