package dev.sallyport.server.identity.care;

import dev.sallyport.server.identity.directory.DirectoryFault;
import dev.sallyport.server.identity.directory.OidcProvider;
import dev.sallyport.server.identity.directory.Roster;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Issuers of web identities that the account knows.
public final class Providers {
    private static final int CLIENTS = 100;
    private static final int THUMBPRINTS = 5;
    private static final Pattern THUMBPRINT = Pattern.compile("[0-9A-Fa-f]{40}");

    private final Registrar registrar;

    public Providers(Registrar registrar) {
        this.registrar = registrar;
    }

    /// What somebody asks a provider to be.
    public record Request(
            String url, List<String> clients, List<String> thumbprints, Map<String, String> tags) {}

    public OidcProvider create(Request request) {
        String name = name(request.url());
        return registrar.put(roster -> {
            if (roster.providers().byName(name).isPresent()) {
                throw DirectoryFault.alreadyExists(
                        "Provider with url " + request.url() + " already exists.");
            }
            Quotas.check(
                    roster.providers().size(),
                    Quotas.PROVIDERS,
                    "OpenIdConnectProvidersPerAccount");
            Quotas.check(
                    request.clients().size(), CLIENTS + 1, "ClientIdsPerOpenIdConnectProvider");
            return new OidcProvider(
                    registrar.label("AOID", Optional.empty(), name),
                    TagRules.add(Map.of(), request.tags()),
                    request.clients(),
                    checked(request.thumbprints()));
        });
    }

    // The issuer is compared as text later: no port but the usual, no query, no trailing slash.
    private static String name(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException _) {
            throw invalidUrl();
        }
        boolean plain =
                "https".equals(uri.getScheme())
                        && uri.getHost() != null
                        && uri.getRawQuery() == null
                        && uri.getRawFragment() == null
                        && uri.getRawUserInfo() == null;
        if (!plain) {
            throw invalidUrl();
        }
        String name = url.substring("https://".length());
        return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }

    private static DirectoryFault invalidUrl() {
        return new DirectoryFault(
                DirectoryFault.Code.INVALID_VALUE, "Invalid Open ID Connect Provider URL");
    }

    private static List<String> checked(List<String> thumbprints) {
        Quotas.check(thumbprints.size(), THUMBPRINTS + 1, "ThumbprintsPerOpenIdConnectProvider");
        if (!thumbprints.stream().allMatch(it -> THUMBPRINT.matcher(it).matches())) {
            throw new DirectoryFault(
                    DirectoryFault.Code.INVALID_VALUE, "Thumbprint must be 40 hexadecimal digits");
        }
        return thumbprints;
    }

    public static OidcProvider find(Roster roster, String arn) {
        return roster.providers().all().stream()
                .filter(it -> roster.names().of(it).equals(arn))
                .findFirst()
                .orElseThrow(() ->
                        DirectoryFault.noSuchEntity(
                                "OpenIDConnect Provider not found for arn " + arn));
    }

    public void delete(String arn) {
        registrar.remove(roster -> find(roster, arn));
    }

    public void addClient(String arn, String client) {
        change(
                arn,
                provider -> {
                    if (provider.clients().contains(client)) {
                        return provider;
                    }
                    Quotas.check(
                            provider.clients().size(),
                            CLIENTS,
                            "ClientIdsPerOpenIdConnectProvider");
                    List<String> more = new ArrayList<>(provider.clients());
                    more.add(client);
                    return provider.withClients(more);
                });
    }

    public void removeClient(String arn, String client) {
        change(
                arn,
                provider ->
                        provider.withClients(
                                provider.clients().stream()
                                        .filter(it -> !it.equals(client))
                                        .toList()));
    }

    public void setThumbprints(String arn, List<String> thumbprints) {
        change(arn, provider -> provider.withThumbprints(checked(thumbprints)));
    }

    public void tag(String arn, Map<String, String> tags) {
        change(arn, provider -> provider.withTags(TagRules.add(provider.tags(), tags)));
    }

    public void untag(String arn, Collection<String> keys) {
        change(arn, provider -> provider.withTags(TagRules.remove(provider.tags(), keys)));
    }

    private void change(String arn, UnaryOperator<OidcProvider> step) {
        registrar.put(roster -> step.apply(find(roster, arn)));
    }
}
