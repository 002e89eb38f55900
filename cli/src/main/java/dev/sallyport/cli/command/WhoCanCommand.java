package dev.sallyport.cli.command;

import dev.sallyport.cli.account.Account;
import dev.sallyport.cli.account.AccountReader;
import dev.sallyport.cli.account.Member;
import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.judge.Judge;
import dev.sallyport.cli.judge.Proof;
import dev.sallyport.cli.judge.Reach;
import dev.sallyport.cli.judge.Ruling;
import dev.sallyport.cli.judge.Situation;
import dev.sallyport.cli.judge.Thing;
import dev.sallyport.cli.output.Report;
import dev.sallyport.cli.output.Table;
import dev.sallyport.policy.Explanation;
import dev.sallyport.policy.language.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport who-can`.
@Command(
        name = "who-can",
        header = "List the users and roles that may do something.",
        description = {
            "Reads the account from the server and asks the server's own engine about everybody, on"
                    + " this machine; boundaries and denials count. CAN is",
            "  yes          with a key, or a role's session",
            "  with-mfa     with credentials got with an MFA code",
            "  conditional  if the call meets what CONDITIONS says",
            "",
            "Policies of sessions and guard rails are not in the account's description."
        },
        footer = {
            "",
            "JSON: {\"principals\": [{name, kind, arn, can, groups, statements, conditions}], others}",
            "",
            "Examples:",
            "  sallyport who-can ssm:StartSession web-1",
            "  sallyport who-can ssm:StartSession web-1 document/AWS-StartSSHSession",
            "  sallyport who-can sts:AssumeRole role/oncall"
        })
final class WhoCanCommand implements Callable<Integer> {
    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Mixin private final QuestionOptions question = new QuestionOptions();

    @Parameters(index = "0", paramLabel = "ACTION", description = "Such as ssm:StartSession.")
    private String action = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "RESOURCE",
            description =
                    "A node, node/NAME, document/NAME, session/ID, user/NAME, role/NAME, an ARN, or"
                            + " *. Several: all must be allowed.")
    private List<String> resources = List.of();

    WhoCanCommand(Workbench bench) {
        this.bench = bench;
    }

    /// Somebody who can, and how.
    private record Found(Member member, Reach reach) {
        String kind() {
            return member.isRole() ? "role" : "user";
        }

        /// The statements that allow it.
        List<String> statements() {
            boolean conditional = reach.kind() == Reach.Kind.CONDITIONAL;
            return reach.ruling().parts().stream()
                    .filter(Ruling.Part::allowNeeded)
                    .flatMap(part -> part.explanation().findings().stream())
                    .filter(it -> it.statement().effect() == Effect.ALLOW)
                    .filter(it ->
                            it.verdict() instanceof Explanation.Verdict.Applies
                                    || (conditional
                                            && it.verdict()
                                                    instanceof Explanation.Verdict.Unfulfilled))
                    .map(Explanation.Finding::name)
                    .distinct()
                    .toList();
        }
    }

    @Override
    public Integer call() {
        Workbench.Connection connection = bench.connect(options);
        Account account = AccountReader.read(connection.api());
        ResourceWords words =
                new ResourceWords(
                        new Targets(bench, connection),
                        connection.api(),
                        account,
                        connection.settings().region());
        List<Thing> things = resources.stream().map(words::resolve).toList();
        Judge judge = new Judge(account);
        List<Found> found = new ArrayList<>();
        for (Member member : account.members()) {
            Proof usual = member.isRole() ? Proof.SESSION : Proof.LONG_TERM_KEY;
            Situation situation = question.situation(bench.now(), usual);
            Reach reach = Reach.of(judge, member.who(), action, things, situation);
            if (reach.kind() != Reach.Kind.NO) {
                found.add(new Found(member, reach));
            }
        }
        account.unreadable().forEach(it -> bench.report().note("cannot be read: " + it));
        show(found, account.members().size() - found.size());
        return 0;
    }

    private void show(List<Found> found, int others) {
        Report report = bench.report();
        if (options.json()) {
            ObjectNode document = Api.request();
            ArrayNode list = document.putArray("principals");
            found.forEach(it -> list.add(json(it)));
            report.json(document.put("others", others));
            return;
        }
        Table table = new Table("NAME", "KIND", "CAN", "BY", "CONDITIONS");
        for (Found it : found) {
            table.row(
                    it.member().name(),
                    it.kind(),
                    CanCommand.lower(it.reach().kind()),
                    String.join("; ", it.statements()),
                    String.join("; ", it.reach().conditions()));
        }
        report.table(table, "nobody can");
        report.note("others who cannot: " + others + "; sallyport can USER ... says why");
    }

    private static ObjectNode json(Found found) {
        ObjectNode json = Api.request();
        json.put("name", found.member().name());
        json.put("kind", found.kind());
        json.put("arn", found.member().arn());
        json.put("can", CanCommand.lower(found.reach().kind()));
        Stream.of("groups", "statements", "conditions").forEach(json::putArray);
        found.member().groups().forEach(json.withArray("groups")::add);
        found.statements().forEach(json.withArray("statements")::add);
        found.reach().conditions().forEach(json.withArray("conditions")::add);
        return json;
    }
}
