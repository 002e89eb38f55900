package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.model.CreateAccountAliasRequest;
import dev.sallyport.server.api.iam.model.CreateAccountAliasResponse;
import dev.sallyport.server.api.iam.model.DeleteAccountAliasRequest;
import dev.sallyport.server.api.iam.model.DeleteAccountAliasResponse;
import dev.sallyport.server.api.iam.model.GetAccountSummaryRequest;
import dev.sallyport.server.api.iam.model.GetAccountSummaryResponse;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListAccountAliasesRequest;
import dev.sallyport.server.api.iam.model.ListAccountAliasesResponse;
import dev.sallyport.server.identity.care.Aliases;
import dev.sallyport.server.identity.care.Registrar;
import dev.sallyport.server.identity.directory.Directory;

/// The account: its alias, and how much of everything it has.
public final class AccountRoutes {
    private final Arns arns;
    private final Aliases aliases;

    public AccountRoutes(Directory directory, Registrar registrar) {
        this.arns = new Arns(directory);
        this.aliases = new Aliases(registrar);
    }

    public void addTo(Routes.Builder routes) {
        new Binder(routes)
                .on(Iam.CREATE_ACCOUNT_ALIAS, _ -> Arns.ANY, this::createAlias)
                .on(Iam.DELETE_ACCOUNT_ALIAS, _ -> Arns.ANY, this::deleteAlias)
                .on(Iam.LIST_ACCOUNT_ALIASES, _ -> Arns.ANY, this::listAliases)
                .on(Iam.GET_ACCOUNT_SUMMARY, _ -> Arns.ANY, this::summary);
    }

    private CreateAccountAliasResponse createAlias(Call call, CreateAccountAliasRequest input) {
        aliases.set(input.accountAlias());
        return new CreateAccountAliasResponse();
    }

    private DeleteAccountAliasResponse deleteAlias(Call call, DeleteAccountAliasRequest input) {
        aliases.delete(input.accountAlias());
        return new DeleteAccountAliasResponse();
    }

    private ListAccountAliasesResponse listAliases(Call call, ListAccountAliasesRequest input) {
        return ListAccountAliasesResponse.builder()
                .accountAliases(arns.roster().account().alias().stream().toList())
                .isTruncated(false)
                .build();
    }

    private GetAccountSummaryResponse summary(Call call, GetAccountSummaryRequest input) {
        return GetAccountSummaryResponse.builder().summaryMap(Summary.of(arns.roster())).build();
    }
}
