package dev.sallyport.interop.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.interop.Sallyport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// When, from where and to where somebody may connect.
@ExtendWith(SharedAccount.class)
class ConditionsTest {
    private static String when(String condition) {
        return Account.policy(
                """
                "Effect": "Allow", "Action": "ssm:StartSession", "Resource": "*",
                "Condition": {%s}
                """
                        .formatted(condition));
    }

    private static Answer start(Person user) {
        return user.call("ssm.start_session", "Target", user.sallyport().node());
    }

    private static String between(Instant from, Instant to) {
        return when(
                """
                "DateGreaterThan": {"aws:CurrentTime": "%s"},
                "DateLessThan": {"aws:CurrentTime": "%s"}
                """
                        .formatted(
                                from.truncatedTo(ChronoUnit.SECONDS),
                                to.truncatedTo(ChronoUnit.SECONDS)));
    }

    @Test
    void S1_03_aTimeRange(Account account) {
        Instant now = Instant.now();
        Duration hour = Duration.ofHours(1);
        Person user = account.user("ranged", between(now.minus(hour), now.plus(hour)));

        start(user).reply();
        account.putPolicy("ranged", between(now.plus(hour), now.plus(hour).plus(hour)));
        start(user).refusedWith("AccessDeniedException");
        account.putPolicy("ranged", between(now.minus(hour).minus(hour), now.minus(hour)));
        start(user).refusedWith("AccessDeniedException");
    }

    @Test
    void S1_03_hoursThatComeAgain(Account account) {
        String hours =
                """
                "StringEquals": {"sallyport:DayOfWeek/Europe/Berlin":
                  ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]},
                "%s": {"sallyport:TimeOfDay/Europe/Berlin": "0000"}
                """;
        Person user = account.user("always", when(hours.formatted("NumericGreaterThanEquals")));

        start(user).reply();
        account.putPolicy("always", when(hours.formatted("NumericLessThan")));
        start(user).refusedWith("AccessDeniedException");
    }

    @Test
    void S1_04_theSourceAddress(Account account) throws Exception {
        Person user =
                account.user("at-home", when("\"IpAddress\": {\"aws:SourceIp\": \"127.0.0.0/8\"}"));
        assertThat(user.gets("aws ssm start-session --target $N")).startsWith("plugin: ");

        account.putPolicy("at-home", when("\"IpAddress\": {\"aws:SourceIp\": \"203.0.113.0/24\"}"));
        start(user).refusedWith("AccessDeniedException");
        account.putPolicy(
                "at-home",
                when("\"NotIpAddress\": {\"aws:SourceIp\": [\"127.0.0.1\", \"2001:db8::/32\"]}"));
        start(user).refusedWith("AccessDeniedException");
    }

    @Test
    void S1_05_theDestination(Account account) {
        Person user =
                account.user(
                        "elsewhere",
                        Account.policy(
                                "\"Effect\": \"Allow\", \"Action\": \"ssm:StartSession\","
                                        + " \"Resource\":"
                                        + " \"arn:aws:ec2:*:*:instance/i-00000000000000000\""));

        start(user).refusedWith("AccessDeniedException");
        account.putPolicy(
                "elsewhere",
                Account.policy(
                        "\"Effect\": \"Allow\", \"Action\": \"ssm:StartSession\", \"Resource\":"
                                + " \"arn:aws:ec2:*:*:instance/"
                                + account.instance()
                                + "\""));
        start(user).reply();
    }

    private static Answer forward(Person user, String document, String parameters) {
        return user.call(
                "ssm.start_session",
                "Target",
                user.sallyport().node(),
                "DocumentName",
                document,
                "Parameters",
                Sallyport.json(parameters));
    }

    @Test
    void whereAPortMayLead(Account account) {
        Person user =
                account.user(
                        "forwarder",
                        when(
                                """
                                "StringEquals": {
                                    "sallyport:SessionType": "Port",
                                    "sallyport:TargetHost": ["db.internal", "10.0.0.5"],
                                    "sallyport:TargetPort": "5432"
                                }
                                """));
        String remote = "AWS-StartPortForwardingSessionToRemoteHost";

        forward(user, remote, "{\"host\":[\"DB.internal\"],\"portNumber\":[\"5432\"]}").reply();
        forward(user, remote, "{\"host\":[\"::ffff:10.0.0.5\"],\"portNumber\":[\"5432\"]}").reply();
        for (String other :
                new String[] {
                    "{\"host\":[\"db.internal\"],\"portNumber\":[\"22\"]}",
                    "{\"host\":[\"db.internal.example.org\"],\"portNumber\":[\"5432\"]}",
                    "{\"host\":[\"10.0.0.6\"],\"portNumber\":[\"5432\"]}",
                    "{\"portNumber\":[\"5432\"]}"
                }) {
            forward(user, remote, other).refusedWith("AccessDeniedException");
        }
        forward(user, "AWS-StartSSHSession", "{}").refusedWith("AccessDeniedException");
        start(user).refusedWith("AccessDeniedException");
    }

    private static Answer copy(Person user, String direction, String path, String delete) {
        return user.call(
                "ssm.start_session",
                "Target",
                user.sallyport().node(),
                "DocumentName",
                "Sallyport-CopyFiles",
                "Parameters",
                Sallyport.json(
                        """
                        {"direction": ["%s"], "path": ["%s"], "delete": ["%s"]}
                        """
                                .formatted(direction, path, delete)));
    }

    @Test
    void whereFilesMayGo(Account account) {
        String session =
                "\"Effect\": \"Allow\", \"Action\": \"ssm:StartSession\", \"Resource\": \"*\"";
        Person user = account.user("copier", Account.policy(session));
        copy(user, "upload", "/srv/in/a", "false").refusedWith("AccessDeniedException");

        account.putPolicy(
                "copier",
                """
                {"Version": "2012-10-17", "Statement": [
                  {%s},
                  {"Effect": "Allow", "Action": "sallyport:UploadFile", "Resource": "*",
                   "Condition": {"StringLike": {"sallyport:Path": ["/srv/in/*", "~/in/*"]},
                                 "Bool": {"sallyport:DeletesFiles": "false"}}},
                  {"Effect": "Allow", "Action": "sallyport:DownloadFile", "Resource": "*"},
                  {"Effect": "Deny", "Action": "sallyport:DownloadFile", "Resource": "*",
                   "Condition": {"StringLike": {"sallyport:Path": ["/etc", "/etc/*"]}}}]}
                """
                        .formatted(session));

        copy(user, "upload", "/srv/in/a", "false").reply();
        copy(user, "upload", "//srv/./in/a/", "false").reply();
        copy(user, "upload", "in/a", "false").reply();
        copy(user, "download", "/var/log", "false").reply();
        copy(user, "upload", "/srv/in/a", "true").refusedWith("AccessDeniedException");
        copy(user, "upload", "/srv/in", "false").refusedWith("AccessDeniedException");
        copy(user, "upload", "/srv/other/a", "false").refusedWith("AccessDeniedException");
        copy(user, "download", "/etc/shadow", "false").refusedWith("AccessDeniedException");
        copy(user, "download", "/./etc//shadow", "false").refusedWith("AccessDeniedException");
        copy(user, "upload", "/srv/in/../../etc/x", "false").refusedWith("ValidationException");
    }
}
