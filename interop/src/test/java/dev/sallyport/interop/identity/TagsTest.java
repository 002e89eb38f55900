package dev.sallyport.interop.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Policies that ask for tags: those of two articles, and of AWS's guide.
@ExtendWith(SharedAccount.class)
class TagsTest {
    private static final Map<String, List<String>> PORT = Map.of("portNumber", List.of("22"));

    @BeforeAll
    static void tagTheNode(Account account) throws Exception {
        account.admin().gets("aws ec2 create-tags --resources $N --tags Key=platform,Value=acme");
    }

    @AfterAll
    static void untagTheNode(Account account) {
        account.admin()
                .call(
                        "ec2.delete_tags",
                        "Resources",
                        List.of(account.instance()),
                        "Tags",
                        List.of(Map.of("Key", "platform"), Map.of("Key", "team")))
                .reply();
    }

    private static void tag(Account account, String key, String value) {
        account.admin()
                .call(
                        "ec2.create_tags",
                        "Resources",
                        List.of(account.instance()),
                        "Tags",
                        List.of(Map.of("Key", key, "Value", value)))
                .reply();
    }

    private static Answer shell(Person person) {
        return person.call("ssm.start_session", "Target", person.sallyport().node());
    }

    private static Answer forward(Person person) {
        return person.call(
                "ssm.start_session",
                "Target",
                person.sallyport().node(),
                "DocumentName",
                "AWS-StartPortForwardingSession",
                "Parameters",
                PORT);
    }

    @Test
    void S2_07_aTagOfTheNodeAllowsTheShellAndNoDocument(Account account) throws Exception {
        Person user = account.user("tagged-1", account.article("002-first.json"));

        assertThat(user.gets("aws ssm start-session --target $N")).startsWith("plugin: ");
        assertThat(forward(user).refusedWith("AccessDeniedException"))
                .contains("document/AWS-StartPortForwardingSession");
    }

    @Test
    void S2_05_S2_09_S2_10_withTheSecondStatementForwardingIsAllowed(Account account)
            throws Exception {
        Person user = account.user("tagged-2", account.article("002-mended.json"));

        String session = forward(user).reply().path("SessionId").asString();
        assertThat(session).startsWith("tagged-2-");
        user.call("ssm.resume_session", "SessionId", session).reply();
        user.call("ssm.terminate_session", "SessionId", session).reply();
        user.call("ssm.terminate_session", "SessionId", "tagged-1-0abc")
                .refusedWith("AccessDeniedException");

        tag(account, "platform", "other");
        try {
            forward(user).refusedWith("AccessDeniedException");
            shell(user).refusedWith("AccessDeniedException");
        } finally {
            tag(account, "platform", "acme");
        }
    }

    @Test
    void S2_12_whoMayNotResumeIsToldTheEndOfTheOwnSession(Account account) throws Exception {
        String policy =
                account.article("002-mended.json")
                        .replace(
                                "\"ssm:TerminateSession\", \"ssm:ResumeSession\"",
                                "\"ssm:TerminateSession\"");
        assertThat(policy).doesNotContain("ResumeSession");
        Person user = account.user("tagged-3", policy);
        String session = forward(user).reply().path("SessionId").asString();

        user.call("ssm.resume_session", "SessionId", session).refusedWith("AccessDeniedException");
        user.call("ssm.terminate_session", "SessionId", session).reply();
        JsonNode ended = user.call("ssm.resume_session", "SessionId", session).reply();
        assertThat(ended.path("SessionId").asString()).isEqualTo(session);
        assertThat(ended.has("TokenValue")).isFalse();
        account.user("tagged-4", policy)
                .call("ssm.resume_session", "SessionId", session)
                .refusedWith("AccessDeniedException");
    }

    @Test
    void S2_08_aMissingCommaIsNamed(Account account) throws Exception {
        account.user("comma");

        assertThat(
                        account.admin()
                                .call(
                                        "iam.put_user_policy",
                                        "UserName",
                                        "comma",
                                        "PolicyName",
                                        "faulty",
                                        "PolicyDocument",
                                        account.article("002.json"))
                                .refusedWith("MalformedPolicyDocument"))
                .isEqualTo(
                        "Syntax errors in policy. (line 10, column 8: a comma is missing before"
                                + " \"Condition\")");
    }

    @Test
    void S4_10_teamsReachTheirOwnNodes(Account account) throws Exception {
        Person user = account.user("team-a", account.article("004-tag.json"));

        shell(user).refusedWith("AccessDeniedException");
        tag(account, "team", "A");
        shell(user).refusedWith("AccessDeniedException");
        tag(account, "team", "a");
        shell(user).reply();
    }

    @Test
    void S4_02_tagsOfTheUserAreComparedWithTagsOfTheNode(Account account) {
        tag(account, "team", "a");
        Person user =
                account.user(
                        "by-tag",
                        Account.policy(
                                """
                                "Effect": "Allow", "Action": "ssm:StartSession", "Resource": "*",
                                "Condition": {"StringEquals":
                                  {"aws:ResourceTag/team": "${aws:PrincipalTag/team}"}}
                                """));

        shell(user).refusedWith("AccessDeniedException");
        tagUser(account, "b");
        shell(user).refusedWith("AccessDeniedException");
        tagUser(account, "a");
        shell(user).reply();
    }

    private static void tagUser(Account account, String team) {
        account.admin()
                .call(
                        "iam.tag_user",
                        "UserName",
                        "by-tag",
                        "Tags",
                        List.of(Map.of("Key", "team", "Value", team)))
                .reply();
    }
}
