package dev.sallyport.cli.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// An account as GetAccountAuthorizationDetails tells it, on two pages.
final class TestAccount {
    static final String NODE = "mi-0123456789abcdef0";

    private static final String PATH = "arn:aws:iam::111122223333:";

    private TestAccount() {}

    /// On the first page users and groups, on the second what they refer to.
    static String page(String request) {
        return request.contains("Marker=more") ? second() : first();
    }

    private static String first() {
        return answer(
                "true",
                "<UserDetailList>"
                        + user("alice", "ops", "", "team=web")
                        + user(
                                "bob",
                                "",
                                inline(
                                        "office",
                                        allow("ssm:StartSession", "*", "")
                                                .replace(
                                                        "}]}",
                                                        ",\"Condition\":{\"IpAddress\":"
                                                                + "{\"aws:SourceIp\":\"203.0.113.0/24\"}}}]}")),
                                "")
                        + user("carol", "ops", boundary("ReadOnly"), "team=web")
                        + user("dave", "", inline("deny", deny("*")) + attached("Admin"), "")
                        + user("eve", "", "", "")
                        + "</UserDetailList><GroupDetailList><member><GroupName>ops</GroupName>"
                        + "<Arn>"
                        + PATH
                        + "group/ops</Arn><GroupPolicyList>"
                        + policy(
                                "shells",
                                allow("ssm:StartSession", "arn:aws:ec2:*:*:instance/*", "Shells")
                                        .replace(
                                                "}]}",
                                                ",\"Condition\":{\"Bool\":{"
                                                        + "\"aws:MultiFactorAuthPresent\":\"true\"},"
                                                        + "\"StringEquals\":{\"ssm:resourceTag/team\":"
                                                        + "\"${aws:PrincipalTag/team}\"}}}]}"))
                        + "</GroupPolicyList></member></GroupDetailList>");
    }

    private static String second() {
        return answer(
                "false",
                "<RoleDetailList><member><RoleName>oncall</RoleName><RoleId>AROAONCALL</RoleId><Arn>"
                        + PATH
                        + "role/oncall</Arn><AssumeRolePolicyDocument>"
                        + encoded(
                                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                        + "\"Action\":\"sts:AssumeRole\",\"Principal\":{\"AWS\":\""
                                        + PATH
                                        + "user/alice\"}}]}")
                        + "</AssumeRolePolicyDocument>"
                        + attached("Admin")
                        + "</member></RoleDetailList><Policies>"
                        + managed("Admin", allow("*", "*", "Everything"))
                        + managed("ReadOnly", allow("ssm:Describe*", "*", ""))
                        + "</Policies>");
    }

    private static String answer(String truncated, String lists) {
        return "<R><GetAccountAuthorizationDetailsResult><IsTruncated>%s</IsTruncated><Marker>more</Marker>%s</GetAccountAuthorizationDetailsResult></R>"
                .formatted(truncated, lists);
    }

    private static String user(String name, String group, String more, String tag) {
        String groups =
                group.isEmpty() ? "" : "<GroupList><member>" + group + "</member></GroupList>";
        String tags =
                tag.isEmpty()
                        ? ""
                        : "<Tags><member><Key>team</Key><Value>web</Value></member></Tags>";
        return "<member><UserName>%1$s</UserName><UserId>AIDA%1$s</UserId><Arn>%2$suser/%1$s</Arn>%3$s%4$s%5$s</member>"
                .formatted(name, PATH, groups, more, tags);
    }

    private static String inline(String name, String text) {
        return "<UserPolicyList>" + policy(name, text) + "</UserPolicyList>";
    }

    private static String policy(String name, String text) {
        return "<member><PolicyName>%s</PolicyName><PolicyDocument>%s</PolicyDocument></member>"
                .formatted(name, encoded(text));
    }

    private static String attached(String name) {
        return "<AttachedManagedPolicies><member><PolicyName>%1$s</PolicyName><PolicyArn>%2$spolicy/%1$s</PolicyArn></member></AttachedManagedPolicies>"
                .formatted(name, PATH);
    }

    private static String boundary(String name) {
        return "<PermissionsBoundary><PermissionsBoundaryArn>%spolicy/%s</PermissionsBoundaryArn></PermissionsBoundary>"
                .formatted(PATH, name);
    }

    private static String managed(String name, String text) {
        return "<member><PolicyName>%1$s</PolicyName><Arn>%2$spolicy/%1$s</Arn><PolicyVersionList><member><Document>%3$s</Document><IsDefaultVersion>false</IsDefaultVersion></member><member><Document>%4$s</Document><IsDefaultVersion>true</IsDefaultVersion></member></PolicyVersionList></member>"
                .formatted(name, PATH, encoded(allow("*", "*", "Old")), encoded(text));
    }

    private static String allow(String action, String resource, String sid) {
        return statement("Allow", action, resource, sid);
    }

    private static String deny(String action) {
        return statement("Deny", action, "*", "Never");
    }

    private static String statement(String effect, String action, String resource, String sid) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"%s\",\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"%s\"}]}"
                .formatted(sid, effect, action, resource);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
