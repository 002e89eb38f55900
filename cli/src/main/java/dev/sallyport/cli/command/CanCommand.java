package dev.sallyport.cli.command;

import dev.sallyport.cli.account.Account;
import dev.sallyport.cli.account.AccountReader;
import dev.sallyport.cli.account.Member;
import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.judge.Judge;
import dev.sallyport.cli.judge.Proof;
import dev.sallyport.cli.judge.Ruling;
import dev.sallyport.cli.judge.Situation;
import dev.sallyport.cli.judge.Thing;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.output.Plain;
import dev.sallyport.cli.output.Report;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport can`.
@Command(
        name = "can",
        header = "Say whether a user or role may do something, and why.",
        description = {
            "Reads the account from the server and asks the server's own engine, on this machine."
                    + " Of a refusal it tells which statement denies it, or which would allow it and"
                    + " what its condition wanted and saw. The exit code is 0 when it is allowed and"
                    + " 1 when it is not.",
            "",
            "Of the call itself only what the options say is known. Policies of sessions and"
                    + " guard rails are not in the account's description."
        },
        footer = {
            "",
            "JSON: {principal, action, resources, allowed, decision, text, reasons, withMfa,"
                    + " statements: [{resource, layer, policy, statement, effect, matched,"
                    + " resources, failed: [{operator, key, wanted, seen}]}]}",
            "",
            "Examples:",
            "  sallyport can alice ssm:StartSession web-1 --mfa",
            "  sallyport can alice ssm:StartSession web-1 document/AWS-StartSSHSession",
            "  sallyport can role/oncall ssm:SendCommand node/db --at 2030-01-06T03:00:00Z"
        })
final class CanCommand implements Callable<Integer> {
    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Mixin private final QuestionOptions question = new QuestionOptions();

    @Option(names = "--mfa", description = "With credentials got with an MFA code.")
    private boolean mfa;

    @Parameters(index = "0", paramLabel = "USER", description = "A user, role/NAME, or an ARN.")
    private String user = "";

    @Parameters(index = "1", paramLabel = "ACTION", description = "Such as ssm:StartSession.")
    private String action = "";

    @Parameters(
            index = "2..*",
            arity = "1..*",
            paramLabel = "RESOURCE",
            description =
                    "A node, node/NAME, document/NAME, session/ID, user/NAME, role/NAME, an ARN, or"
                            + " *. Several: all must be allowed.")
    private List<String> resources = List.of();

    CanCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() {
        Workbench.Connection connection = bench.connect(options);
        Account account = AccountReader.read(connection.api());
        Member member = account.find(user).orElseThrow(() -> missing(user));
        ResourceWords words =
                new ResourceWords(
                        new Targets(bench, connection),
                        connection.api(),
                        account,
                        connection.settings().region());
        List<Thing> things = resources.stream().map(words::resolve).toList();
        Proof usual = member.isRole() ? Proof.SESSION : Proof.LONG_TERM_KEY;
        Situation situation = question.situation(bench.now(), mfa ? Proof.MFA : usual);
        Judge judge = new Judge(account);
        Ruling ruling = judge.ask(member.who(), action, things, situation);
        boolean withMfa =
                judge.ask(member.who(), action, things, situation.with(Proof.MFA)).isAllowed();
        account.unreadable().forEach(it -> bench.report().note("cannot be read: " + it));
        if (options.json()) {
            bench.report().json(json(member, ruling, withMfa));
        } else {
            show(ruling, withMfa);
        }
        return ruling.isAllowed() ? ExitCode.OK.code() : ExitCode.FAILED.code();
    }

    static Failure missing(String name) {
        return new Failure(
                ExitCode.NOT_FOUND,
                "there is no user or role '" + name + "'",
                "sallyport user list and sallyport role list show who there is");
    }

    private void show(Ruling ruling, boolean withMfa) {
        Report report = bench.report();
        String word =
                ruling.isAllowed()
                        ? report.style().good("allowed:")
                        : report.style().error("refused:");
        report.line(word + " " + Plain.text(ruling.text()));
        ruling.reasons().forEach(reason -> report.line("  - " + Plain.text(reason)));
        if (!ruling.isAllowed() && withMfa) {
            report.line("With an MFA code it is allowed: sallyport login");
        }
    }

    private ObjectNode json(Member member, Ruling ruling, boolean withMfa) {
        ObjectNode json = Api.request();
        json.put("principal", member.arn());
        json.put("action", action);
        ArrayNode about = json.putArray("resources");
        ruling.parts().forEach(part -> about.add(part.thing().arn()));
        json.put("allowed", ruling.isAllowed());
        json.put("decision", ruling.outcome().word());
        json.put("text", ruling.text());
        ArrayNode reasons = json.putArray("reasons");
        ruling.reasons().forEach(reasons::add);
        json.put("withMfa", withMfa);
        ArrayNode statements = json.putArray("statements");
        for (Ruling.Part part : ruling.parts()) {
            Findings.of(part).forEach(statements::add);
        }
        return json;
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
