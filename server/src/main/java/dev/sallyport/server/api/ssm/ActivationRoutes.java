package dev.sallyport.server.api.ssm;

import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.PassRole;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.ssm.model.CreateActivationRequest;
import dev.sallyport.server.api.ssm.model.CreateActivationResult;
import dev.sallyport.server.api.ssm.model.DeleteActivationRequest;
import dev.sallyport.server.api.ssm.model.DeleteActivationResult;
import dev.sallyport.server.api.ssm.model.DescribeActivationsFilter;
import dev.sallyport.server.api.ssm.model.DescribeActivationsRequest;
import dev.sallyport.server.api.ssm.model.DescribeActivationsResult;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.fleet.Activation;
import dev.sallyport.server.fleet.Activations;
import dev.sallyport.server.fleet.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Makes, shows and withdraws activations.
public final class ActivationRoutes {
    private static final int PAGE = 50;
    private static final List<String> ANY = List.of(ResourceNames.ANY);
    // A role's name, or its path and name as `aws iam` and Terraform's data sources give it.
    private static final Pattern ROLE = Pattern.compile("(?:service-role/)?[\\w+=,.@-]{1,64}");

    private final Activations activations;
    private final PageTokens pages;
    private final PassRole passing;

    public ActivationRoutes(Activations activations, PageTokens pages, PassRole passing) {
        this.activations = activations;
        this.pages = pages;
        this.passing = passing;
    }

    public void addTo(Routes.Builder routes) {
        routes.on(Ssm.CREATE_ACTIVATION, Authentication.SIGNED, _ -> ANY, this::create)
                .on(Ssm.DESCRIBE_ACTIVATIONS, Authentication.SIGNED, _ -> ANY, this::describe)
                .on(Ssm.DELETE_ACTIVATION, Authentication.SIGNED, _ -> ANY, this::delete);
    }

    private CreateActivationResult create(Call call, CreateActivationRequest input) {
        if (!ROLE.matcher(input.iamRole()).matches()) {
            throw new ServiceFault(
                    "InvalidParameters", "IamRole: '" + input.iamRole() + "' is no role name.");
        }
        passing.demand(call, input.iamRole(), "ssm.amazonaws.com");
        Activations.Request request =
                new Activations.Request(
                        input.iamRole(),
                        input.description().orElse(""),
                        input.defaultInstanceName().orElse(""),
                        input.registrationLimit().orElse(1),
                        input.expirationDate(),
                        SsmTags.ofNew(input.tags()));
        return switch (activations.create(request)) {
            case Activations.Outcome.Created(Activation activation, var code) ->
                    CreateActivationResult.builder()
                            .activationId(activation.id())
                            .activationCode(code.<String>reveal(text -> text))
                            .build();
            case Activations.Outcome.BadExpiry(String reason) ->
                    throw new ServiceFault("InvalidParameters", "ExpirationDate: " + reason + ".");
        };
    }

    private DescribeActivationsResult describe(Call call, DescribeActivationsRequest input) {
        Predicate<Activation> filter =
                input.filters().stream()
                        .map(ActivationRoutes::filter)
                        .reduce(_ -> true, Predicate::and);
        String after = pages.position(call, Ssm.DESCRIBE_ACTIVATIONS, input.toMap()).orElse("");
        Page<Activation> page = activations.list(filter, after, input.maxResults().orElse(PAGE));
        Optional<String> last =
                page.more() ? Optional.of(page.items().getLast().id()) : Optional.empty();
        return DescribeActivationsResult.builder()
                .activationList(page.items().stream().map(it -> view(it, call.at())).toList())
                .nextToken(
                        last.map(id ->
                                pages.next(call, Ssm.DESCRIBE_ACTIVATIONS, input.toMap(), id)))
                .build();
    }

    private static Predicate<Activation> filter(DescribeActivationsFilter filter) {
        Function<Activation, String> field =
                switch (filter.filterKey().orElse("")) {
                    case "ActivationIds" -> Activation::id;
                    case "DefaultInstanceName" -> it -> it.terms().defaultName();
                    case "IamRole" -> it -> it.terms().role();
                    default ->
                            throw new ServiceFault("InvalidFilter", "The filter has no known key.");
                };
        return activation -> filter.filterValues().contains(field.apply(activation));
    }

    private static dev.sallyport.server.api.ssm.model.Activation view(
            Activation activation, Instant now) {
        Activation.Terms terms = activation.terms();
        return dev.sallyport.server.api.ssm.model.Activation.builder()
                .activationId(activation.id())
                .description(said(terms.description()))
                .defaultInstanceName(said(terms.defaultName()))
                .iamRole(terms.role())
                .registrationLimit(terms.limit())
                .registrationsCount(activation.registrations())
                .expirationDate(terms.expires())
                .expired(activation.isExpired(now))
                .createdDate(activation.created())
                .tags(SsmTags.list(terms.tags()))
                .build();
    }

    private static Optional<String> said(String text) {
        return Optional.of(text).filter(it -> !it.isEmpty());
    }

    private DeleteActivationResult delete(Call call, DeleteActivationRequest input) {
        if (!activations.delete(input.activationId())) {
            throw new ServiceFault(
                    "InvalidActivation", "Activation " + input.activationId() + " doesn't exist.");
        }
        return new DeleteActivationResult();
    }
}
