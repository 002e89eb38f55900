package dev.sallyport.server.api.iam;

import dev.sallyport.server.access.Simulator;
import dev.sallyport.server.access.Simulator.Scene;
import dev.sallyport.server.access.Simulator.Verdict;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.OperationType;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.model.EvaluationResult;
import dev.sallyport.server.api.iam.model.GetContextKeysForCustomPolicyRequest;
import dev.sallyport.server.api.iam.model.GetContextKeysForPolicyResponse;
import dev.sallyport.server.api.iam.model.GetContextKeysForPrincipalPolicyRequest;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.SimulateCustomPolicyRequest;
import dev.sallyport.server.api.iam.model.SimulatePolicyResponse;
import dev.sallyport.server.api.iam.model.SimulatePrincipalPolicyRequest;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.DirectoryFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tries policies out: those of the account, and some that nobody has put yet.
public final class SimulationRoutes {
    // As in AWS.
    private static final int USUAL = 100;

    private final Directory directory;
    private final Simulator simulator;
    private final PageTokens tokens;

    public SimulationRoutes(Directory directory, Simulator simulator, PageTokens tokens) {
        this.directory = directory;
        this.simulator = simulator;
        this.tokens = tokens;
    }

    public void addTo(Routes.Builder routes) {
        new Binder(routes)
                .on(
                        Iam.SIMULATE_PRINCIPAL_POLICY,
                        SimulatePrincipalPolicyRequest::policySourceArn,
                        this::simulatePrincipal)
                .on(Iam.SIMULATE_CUSTOM_POLICY, _ -> Arns.ANY, this::simulateCustom)
                .on(
                        Iam.GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY,
                        GetContextKeysForPrincipalPolicyRequest::policySourceArn,
                        this::keysOfPrincipal)
                .on(Iam.GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY, _ -> Arns.ANY, this::keysOfTexts);
    }

    private SimulatePolicyResponse simulatePrincipal(
            Call call, SimulatePrincipalPolicyRequest input) {
        Imagined imagined = Imagined.of(input);
        Actor source = Actor.find(directory, input.policySourceArn());
        Actor actor =
                imagined.caller()
                        .filter(arn -> !arn.equals(input.policySourceArn()))
                        .map(arn -> source.playedBy(Actor.named(arn)))
                        .orElse(source);
        requireCaller(imagined, input.policySourceArn().contains(":user/"));
        return page(
                new Listing(call, Iam.SIMULATE_PRINCIPAL_POLICY, input.toMap(), input.maxItems()),
                actor,
                imagined);
    }

    private SimulatePolicyResponse simulateCustom(Call call, SimulateCustomPolicyRequest input) {
        Imagined imagined = Imagined.of(input);
        requireCaller(imagined, false);
        Actor actor =
                imagined.caller()
                        .map(Actor::named)
                        .orElseGet(() -> Actor.nobody(directory.roster()));
        return page(
                new Listing(call, Iam.SIMULATE_CUSTOM_POLICY, input.toMap(), input.maxItems()),
                actor,
                imagined);
    }

    /// A resource's policy speaks of who calls.
    private static void requireCaller(Imagined imagined, boolean isKnown) {
        if (imagined.texts().ofResource().isPresent() && imagined.caller().isEmpty() && !isKnown) {
            throw DirectoryFault.invalidInput(
                    "CallerArn is required when a resource policy is simulated.");
        }
    }

    /// What is asked of the listing of results.
    private record Listing(
            Call call,
            OperationType<?, ?> type,
            Map<String, Object> input,
            Optional<Integer> max) {}

    /// No more is judged than is shown: actions times resources may be many.
    private SimulatePolicyResponse page(Listing listing, Actor actor, Imagined imagined) {
        Scenes scenes = new Scenes();
        Scene scene = scenes.of(actor, imagined);
        int width = imagined.resources().size();
        long all = (long) imagined.actions().size() * width;
        long first =
                tokens.position(listing.call, listing.type, listing.input)
                        .map(Long::parseLong)
                        .orElse(0L);
        long end = Math.min(all, first + listing.max.orElse(USUAL));
        List<EvaluationResult> results = new ArrayList<>();
        for (long i = first; i < end; i++) {
            String action = imagined.actions().get((int) (i / width));
            String resource = imagined.resources().get((int) (i % width));
            Verdict verdict = simulator.judge(scene, action, resource);
            List<String> missing = verdict.missing().stream().map(scenes::written).toList();
            results.add(
                    imagined.named()
                            ? Verdicts.of(action, resource, verdict, missing)
                            : Verdicts.ofAny(action, verdict, missing));
        }
        Optional<String> marker =
                end < all
                        ? Optional.of(
                                tokens.next(
                                        listing.call,
                                        listing.type,
                                        listing.input,
                                        Long.toString(end)))
                        : Optional.empty();
        return SimulatePolicyResponse.builder()
                .evaluationResults(results)
                .isTruncated(marker.isPresent())
                .marker(marker)
                .build();
    }

    private GetContextKeysForPolicyResponse keysOfPrincipal(
            Call call, GetContextKeysForPrincipalPolicyRequest input) {
        return keys(Actor.find(directory, input.policySourceArn()), input.policyInputList());
    }

    private GetContextKeysForPolicyResponse keysOfTexts(
            Call call, GetContextKeysForCustomPolicyRequest input) {
        return keys(Actor.nobody(directory.roster()), input.policyInputList());
    }

    private static GetContextKeysForPolicyResponse keys(Actor actor, List<String> texts) {
        return GetContextKeysForPolicyResponse.builder()
                .contextKeyNames(new Scenes().keys(actor, texts))
                .build();
    }
}
