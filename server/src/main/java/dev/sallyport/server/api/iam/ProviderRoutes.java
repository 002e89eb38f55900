package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.model.AddClientIDToOpenIDConnectProviderRequest;
import dev.sallyport.server.api.iam.model.AddClientIDToOpenIDConnectProviderResponse;
import dev.sallyport.server.api.iam.model.CreateOpenIDConnectProviderRequest;
import dev.sallyport.server.api.iam.model.CreateOpenIDConnectProviderResponse;
import dev.sallyport.server.api.iam.model.DeleteOpenIDConnectProviderRequest;
import dev.sallyport.server.api.iam.model.DeleteOpenIDConnectProviderResponse;
import dev.sallyport.server.api.iam.model.GetOpenIDConnectProviderRequest;
import dev.sallyport.server.api.iam.model.GetOpenIDConnectProviderResponse;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListOpenIDConnectProviderTagsRequest;
import dev.sallyport.server.api.iam.model.ListOpenIDConnectProviderTagsResponse;
import dev.sallyport.server.api.iam.model.ListOpenIDConnectProvidersRequest;
import dev.sallyport.server.api.iam.model.ListOpenIDConnectProvidersResponse;
import dev.sallyport.server.api.iam.model.OpenIDConnectProviderListEntry;
import dev.sallyport.server.api.iam.model.RemoveClientIDFromOpenIDConnectProviderRequest;
import dev.sallyport.server.api.iam.model.RemoveClientIDFromOpenIDConnectProviderResponse;
import dev.sallyport.server.api.iam.model.Tag;
import dev.sallyport.server.api.iam.model.TagOpenIDConnectProviderRequest;
import dev.sallyport.server.api.iam.model.TagOpenIDConnectProviderResponse;
import dev.sallyport.server.api.iam.model.UntagOpenIDConnectProviderRequest;
import dev.sallyport.server.api.iam.model.UntagOpenIDConnectProviderResponse;
import dev.sallyport.server.api.iam.model.UpdateOpenIDConnectProviderThumbprintRequest;
import dev.sallyport.server.api.iam.model.UpdateOpenIDConnectProviderThumbprintResponse;
import dev.sallyport.server.identity.care.Providers;
import dev.sallyport.server.identity.care.Registrar;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.OidcProvider;
import dev.sallyport.server.identity.directory.Roster;
import java.util.Optional;

/// OpenID Connect providers.
public final class ProviderRoutes {
    private final Arns arns;
    private final Pages pages;
    private final Providers providers;

    public ProviderRoutes(Directory directory, Registrar registrar, PageTokens tokens) {
        this.arns = new Arns(directory);
        this.pages = new Pages(tokens);
        this.providers = new Providers(registrar);
    }

    public void addTo(Routes.Builder routes) {
        new Binder(routes)
                .on(
                        Iam.CREATE_OPEN_ID_CONNECT_PROVIDER,
                        it -> arns.fresh("oidc-provider", Optional.empty(), host(it.url())),
                        this::create)
                .on(
                        Iam.GET_OPEN_ID_CONNECT_PROVIDER,
                        GetOpenIDConnectProviderRequest::openIDConnectProviderArn,
                        this::get)
                .on(
                        Iam.DELETE_OPEN_ID_CONNECT_PROVIDER,
                        DeleteOpenIDConnectProviderRequest::openIDConnectProviderArn,
                        this::delete)
                .on(
                        Iam.LIST_OPEN_ID_CONNECT_PROVIDERS,
                        _ -> arns.all("oidc-provider", Optional.empty()),
                        this::list)
                .on(
                        Iam.UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT,
                        UpdateOpenIDConnectProviderThumbprintRequest::openIDConnectProviderArn,
                        this::setThumbprints);
        addParts(new Binder(routes));
    }

    private void addParts(Binder binder) {
        binder.on(
                        Iam.ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER,
                        AddClientIDToOpenIDConnectProviderRequest::openIDConnectProviderArn,
                        this::addClient)
                .on(
                        Iam.REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER,
                        RemoveClientIDFromOpenIDConnectProviderRequest::openIDConnectProviderArn,
                        this::removeClient)
                .on(
                        Iam.TAG_OPEN_ID_CONNECT_PROVIDER,
                        TagOpenIDConnectProviderRequest::openIDConnectProviderArn,
                        this::tag)
                .on(
                        Iam.UNTAG_OPEN_ID_CONNECT_PROVIDER,
                        UntagOpenIDConnectProviderRequest::openIDConnectProviderArn,
                        this::untag)
                .on(
                        Iam.LIST_OPEN_ID_CONNECT_PROVIDER_TAGS,
                        ListOpenIDConnectProviderTagsRequest::openIDConnectProviderArn,
                        this::listTags);
    }

    private static String host(String url) {
        return url.substring(url.indexOf("//") + (url.contains("//") ? 2 : 1));
    }

    private CreateOpenIDConnectProviderResponse create(
            Call call, CreateOpenIDConnectProviderRequest input) {
        OidcProvider provider =
                providers.create(
                        new Providers.Request(
                                input.url(),
                                input.clientIDList(),
                                input.thumbprintList(),
                                Views.tags(input.tags())));
        return CreateOpenIDConnectProviderResponse.builder()
                .openIDConnectProviderArn(arns.roster().names().of(provider))
                .tags(Views.tags(provider.tags()))
                .build();
    }

    private GetOpenIDConnectProviderResponse get(Call call, GetOpenIDConnectProviderRequest input) {
        OidcProvider provider = Providers.find(arns.roster(), input.openIDConnectProviderArn());
        return GetOpenIDConnectProviderResponse.builder()
                .url(provider.name())
                .clientIDList(provider.clients())
                .thumbprintList(provider.thumbprints())
                .createDate(provider.label().created())
                .tags(Views.tags(provider.tags()))
                .build();
    }

    private DeleteOpenIDConnectProviderResponse delete(
            Call call, DeleteOpenIDConnectProviderRequest input) {
        providers.delete(input.openIDConnectProviderArn());
        return new DeleteOpenIDConnectProviderResponse();
    }

    private ListOpenIDConnectProvidersResponse list(
            Call call, ListOpenIDConnectProvidersRequest input) {
        Roster roster = arns.roster();
        return ListOpenIDConnectProvidersResponse.builder()
                .openIDConnectProviderList(
                        roster.providers().list().stream()
                                .map(it ->
                                        new OpenIDConnectProviderListEntry(
                                                Optional.of(roster.names().of(it))))
                                .toList())
                .build();
    }

    private UpdateOpenIDConnectProviderThumbprintResponse setThumbprints(
            Call call, UpdateOpenIDConnectProviderThumbprintRequest input) {
        providers.setThumbprints(input.openIDConnectProviderArn(), input.thumbprintList());
        return new UpdateOpenIDConnectProviderThumbprintResponse();
    }

    private AddClientIDToOpenIDConnectProviderResponse addClient(
            Call call, AddClientIDToOpenIDConnectProviderRequest input) {
        providers.addClient(input.openIDConnectProviderArn(), input.clientID());
        return new AddClientIDToOpenIDConnectProviderResponse();
    }

    private RemoveClientIDFromOpenIDConnectProviderResponse removeClient(
            Call call, RemoveClientIDFromOpenIDConnectProviderRequest input) {
        providers.removeClient(input.openIDConnectProviderArn(), input.clientID());
        return new RemoveClientIDFromOpenIDConnectProviderResponse();
    }

    private TagOpenIDConnectProviderResponse tag(Call call, TagOpenIDConnectProviderRequest input) {
        providers.tag(input.openIDConnectProviderArn(), Views.tags(input.tags()));
        return new TagOpenIDConnectProviderResponse();
    }

    private UntagOpenIDConnectProviderResponse untag(
            Call call, UntagOpenIDConnectProviderRequest input) {
        providers.untag(input.openIDConnectProviderArn(), input.tagKeys());
        return new UntagOpenIDConnectProviderResponse();
    }

    private ListOpenIDConnectProviderTagsResponse listTags(
            Call call, ListOpenIDConnectProviderTagsRequest input) {
        Pages.Page<Tag> page =
                pages.cut(
                        new Pages.Asked(
                                call,
                                Iam.LIST_OPEN_ID_CONNECT_PROVIDER_TAGS,
                                input.toMap(),
                                input.maxItems()),
                        Views.tags(
                                Providers.find(arns.roster(), input.openIDConnectProviderArn())
                                        .tags()),
                        Tag::key);
        return ListOpenIDConnectProviderTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }
}
