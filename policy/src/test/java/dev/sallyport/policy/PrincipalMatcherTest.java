package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.language.Principals;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrincipalMatcherTest {
    private static final Principal BOB =
            new Principal.RoleSession(
                    "111122223333",
                    "arn:aws:sts::111122223333:assumed-role/Dev/bob",
                    "arn:aws:iam::111122223333:role/Dev",
                    "AROADEV");

    private static Answer match(boolean negated, String names, boolean deny) {
        List<Principals.Name> list =
                Arrays.stream(names.split(" ", -1))
                        .map(name -> new Principals.Name(Principals.Type.AWS, name))
                        .toList();
        return new PrincipalMatcher(new Principals(negated, list)).match(BOB, deny);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sts::111122223333:assumed-role/Dev/bob, ALLOWS",
        "arn:aws:sts::111122223333:assumed-role/Dev/eve, SILENT",
        "arn:aws:iam::111122223333:role/Dev, ALLOWS_ORIGIN",
        "AROADEV, ALLOWS_ORIGIN",
        "arn:aws:iam::111122223333:role/dev, SILENT",
        "arn:aws:iam::111122223333:root, ALLOWS_ACCOUNT",
        "arn:aws:iam::111122223333:*, ALLOWS_ACCOUNT",
        "111122223333, ALLOWS_ACCOUNT",
        "999988887777, SILENT",
        "arn:aws:iam::999988887777:root, SILENT",
        "arn:aws:iam::9111122223333:root, SILENT",
        "*, ALLOWS",
        "999988887777 arn:aws:iam::111122223333:role/Dev 111122223333, ALLOWS_ORIGIN"
    })
    void takesTheClosestName(String names, Answer answer) {
        assertThat(match(false, names, false)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        // A denial spares whoever is listed with session, role and account.
        "arn:aws:sts::111122223333:assumed-role/Dev/bob arn:aws:iam::111122223333:role/Dev"
                + " 111122223333, SILENT",
        "arn:aws:iam::111122223333:role/Dev 111122223333, ALLOWS",
        "arn:aws:sts::111122223333:assumed-role/Dev/bob 111122223333, ALLOWS",
        "arn:aws:sts::111122223333:assumed-role/Dev/bob arn:aws:iam::111122223333:role/Dev, ALLOWS",
        "999988887777, ALLOWS",
        "*, SILENT"
    })
    void deniesToAllWhoAreNotFullyListed(String names, Answer applies) {
        assertThat(match(true, names, true)).isEqualTo(applies);
    }

    @ParameterizedTest
    @CsvSource({
        "111122223333, SILENT",
        "arn:aws:iam::111122223333:role/Dev, SILENT",
        "999988887777, ALLOWS"
    })
    void allowsToNobodyWhoIsListedAtAll(String names, Answer applies) {
        assertThat(match(true, names, false)).isEqualTo(applies);
    }

    @ParameterizedTest
    @CsvSource({
        "SERVICE, ssm.amazonaws.com, ssm.amazonaws.com, ALLOWS",
        "SERVICE, ssm.amazonaws.com, logs.amazonaws.com, SILENT",
        "FEDERATED, ssm.amazonaws.com, ssm.amazonaws.com, SILENT",
        "AWS, *, ssm.amazonaws.com, ALLOWS",
        "AWS, 111122223333, ssm.amazonaws.com, SILENT"
    })
    void namesServicesByTheirNames(
            Principals.Type type, String name, String service, Answer answer) {
        assertThat(closeness(type, name, new Principal.Service(service))).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "FEDERATED, arn:aws:iam::1:oidc-provider/a, arn:aws:iam::1:oidc-provider/a, ALLOWS",
        "FEDERATED, arn:aws:iam::1:oidc-provider/a, arn:aws:iam::1:oidc-provider/b, SILENT",
        "CANONICAL_USER, x, x, SILENT"
    })
    void namesProvidersOfIdentities(
            Principals.Type type, String name, String provider, Answer answer) {
        assertThat(closeness(type, name, new Principal.Federated(provider))).isEqualTo(answer);
    }

    private static Answer closeness(Principals.Type type, String name, Principal principal) {
        return new PrincipalMatcher(new Principals(false, List.of(new Principals.Name(type, name))))
                .match(principal, false);
    }
}
