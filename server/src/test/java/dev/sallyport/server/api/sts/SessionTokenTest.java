package dev.sallyport.server.api.sts;

import static dev.sallyport.server.api.sts.StsRig.allow;
import static dev.sallyport.server.api.sts.StsRig.deny;
import static dev.sallyport.server.api.sts.StsRig.node;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTokenTest {
    private static final String NODE = "mi-0123456789abcdef0";
    private static final String WITH_MFA =
            "{\"Effect\":\"Allow\",\"Action\":\"ssm:*\",\"Resource\":\"*\",\"Condition\":"
                    + "{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"},"
                    + "\"NumericLessThan\":{\"aws:MultiFactorAuthAge\":\"3600\"}}}";
    private static final String UNKNOWN_DEVICE =
            "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your"
                    + " MFA serial number is valid and associated with this user.";
    private static final String WRONG_CODE =
            "MultiFactorAuthentication failed with invalid MFA one time pass code. ";

    private final StsRig rig = new StsRig();
    private final StsAccount.Keys alice = rig.user('A', "alice", WITH_MFA, allow("iam:*", "*"));
    private final String phone = rig.device('A', "phone");

    private Reply ask(String... pairs) {
        return rig.sts(alice, "GetSessionToken", pairs);
    }

    private Reply prove(String code) {
        return ask("SerialNumber", phone, "TokenCode", code);
    }

    @Test
    void lastsTwelveHoursToTheSecond() {
        rig.setNow(Instant.parse("2030-01-01T12:00:00.789Z"));

        Reply reply = ask();

        assertThat(reply.get("Expiration")).isEqualTo("2030-01-02T00:00:00Z");
        assertThat(reply.get("AccessKeyId")).matches("ASIA[A-Z2-7]{16}");
        rig.setNow(Instant.parse("2030-01-01T23:59:59Z"));
        rig.sts(reply.keys(), "GetCallerIdentity").succeeded();
        rig.setNow(Instant.parse("2030-01-02T00:00:00Z"));
        rig.sts(reply.keys(), "GetCallerIdentity")
                .refused(
                        403,
                        "ExpiredToken",
                        "The security token included in the request is expired");
    }

    @ParameterizedTest
    @CsvSource({"900, 2030-01-01T12:15:00Z", "129600, 2030-01-03T00:00:00Z"})
    void lastsAsLongAsAsked(String seconds, String end) {
        assertThat(ask("DurationSeconds", seconds).get("Expiration")).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({"899, greater than or equal to 900", "129601, less than or equal to 129600"})
    void lastsNeitherShorterNorLonger(String seconds, String limit) {
        ask("DurationSeconds", seconds)
                .refused(
                        400,
                        "ValidationError",
                        "1 validation error detected: Value '%s' at 'durationSeconds' failed to satisfy constraint: Member must have value %s"
                                .formatted(seconds, limit));
    }

    @Test
    void carriesTheProofOfADevice() {
        StsAccount.Keys proven = prove(rig.code()).keys();

        rig.connection(proven, NODE).succeeded();
        rig.connection(ask().keys(), NODE).denied();
        rig.connection(alice, NODE).denied();
        rig.setNow(rig.now().plusSeconds(3600));
        rig.connection(proven, NODE).denied();
    }

    @Test
    void isStillTheUser() {
        Reply who = rig.sts(prove(rig.code()).keys(), "GetCallerIdentity");

        assertThat(who.get("Arn")).isEqualTo("arn:aws:iam::111122223333:user/alice");
        assertThat(who.get("UserId")).isEqualTo("AIDAAAAAAAAAAAAAAAAAA");
    }

    @Test
    void takesACodeOnce() {
        prove(rig.code()).succeeded();

        prove(rig.code()).refused(403, "AccessDenied", WRONG_CODE);
    }

    @Test
    void takesNoWrongCodeAndNobodyElsesDevice() {
        rig.user('B', "bob");
        String theirs = rig.device('B', "tablet");

        prove(rig.wrongCode()).refused(403, "AccessDenied", WRONG_CODE);
        for (String serial :
                new String[] {theirs, phone + "x", "arn:aws:iam::111122223333:user/alice"}) {
            ask("SerialNumber", serial, "TokenCode", rig.code())
                    .refused(403, "AccessDenied", UNKNOWN_DEVICE);
        }
    }

    @Test
    void wantsDeviceAndCodeTogether() {
        String text =
                "MultiFactorAuthentication failed, must provide both MFA serial number and one"
                        + " time pass code.";

        ask("SerialNumber", phone).refused(403, "AccessDenied", text);
        ask("TokenCode", rig.code()).refused(403, "AccessDenied", text);
    }

    @Test
    void looksAtNoCodeForAWhileAfterTenWrongOnes() {
        for (int i = 0; i < 10; i++) {
            prove(rig.wrongCode()).refused(403, "AccessDenied", WRONG_CODE);
        }

        prove(rig.code()).refused(400, "Throttling", "Rate exceeded");
        rig.setNow(rig.now().plusSeconds(30));
        prove(rig.code()).succeeded();
    }

    @Test
    void needsNoPermissionButCanBeDenied() {
        rig.sts(rig.user('B', "bob"), "GetSessionToken").succeeded();
        rig.sts(rig.user('C', "carol", deny("sts:GetSessionToken", "*")), "GetSessionToken")
                .refused(
                        403,
                        "AccessDenied",
                        "User: arn:aws:iam::111122223333:user/carol is not authorized to perform:"
                                + " sts:GetSessionToken on resource: * with an explicit deny in an"
                                + " identity-based policy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetSessionToken", "GetFederationToken"})
    void makesNoFurtherSessionsOfItself(String action) {
        for (StsAccount.Keys keys :
                new StsAccount.Keys[] {ask().keys(), prove(rig.code()).keys()}) {
            rig.sts(keys, action, "Name", "them")
                    .refused(
                            403,
                            "AccessDenied",
                            "Cannot call " + action + " with session credentials");
        }
    }

    @Test
    void staysAwayFromIamWithoutADevice() {
        rig.iam(ask().keys())
                .refused(
                        403,
                        "InvalidClientTokenId",
                        "The security token included in the request is invalid.");
        rig.iam(prove(rig.code()).keys()).succeeded();
        rig.iam(alice).succeeded();
    }

    @Test
    void reachesOfStsOnlyTwoOperationsWithoutADevice() {
        StsAccount.Keys bare = ask().keys();

        rig.sts(bare, "GetCallerIdentity").succeeded();
        rig.sts(bare, "DecodeAuthorizationMessage", "EncodedMessage", "x")
                .refused(
                        403,
                        "AccessDenied",
                        "Cannot call DecodeAuthorizationMessage with session credentials");
        // Let through to the decision, which denies it.
        assertThat(
                        rig.sts(
                                        bare,
                                        "AssumeRole",
                                        "RoleArn",
                                        "arn:aws:iam::111122223333:role/None",
                                        "RoleSessionName",
                                        "me")
                                .get("Message"))
                .contains("is not authorized to perform: sts:AssumeRole");
    }

    @Test
    void isWorthNothingWithoutItsToken() {
        StsAccount.Keys keys = ask().keys();
        StsAccount.Keys other = ask().keys();

        rig.sts(
                        new StsAccount.Keys(keys.id(), keys.secret(), Optional.empty()),
                        "GetCallerIdentity")
                .refused(403, "InvalidClientTokenId");
        rig.sts(new StsAccount.Keys(keys.id(), keys.secret(), other.token()), "GetCallerIdentity")
                .refused(403, "InvalidClientTokenId");
        rig.sts(new StsAccount.Keys(keys.id(), other.secret(), keys.token()), "GetCallerIdentity")
                .refused(403, "SignatureDoesNotMatch");
    }

    @Test
    void losesWhatTheUserLoses() {
        StsAccount.Keys proven = prove(rig.code()).keys();
        rig.user('A', "alice", WITH_MFA, deny("ssm:*", node(NODE)));

        rig.connection(proven, NODE).denied();
    }
}
