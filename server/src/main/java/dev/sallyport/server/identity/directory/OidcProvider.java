package dev.sallyport.server.identity.directory;

import java.util.List;
import java.util.Map;

/// An issuer of web identities that roles may trust. Its name is its URL without `https://`.
public record OidcProvider(
        Label label, Map<String, String> tags, List<String> clients, List<String> thumbprints)
        implements Entity {
    public OidcProvider {
        tags = Tags.ordered(tags);
        clients = List.copyOf(clients);
        thumbprints = List.copyOf(thumbprints);
    }

    public OidcProvider withTags(Map<String, String> others) {
        return new OidcProvider(label, others, clients, thumbprints);
    }

    public OidcProvider withClients(List<String> others) {
        return new OidcProvider(label, tags, others, thumbprints);
    }

    public OidcProvider withThumbprints(List<String> others) {
        return new OidcProvider(label, tags, clients, others);
    }
}
