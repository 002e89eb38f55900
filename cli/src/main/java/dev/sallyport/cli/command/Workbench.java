package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.api.Exchange;
import dev.sallyport.cli.api.Trust;
import dev.sallyport.cli.dialogue.Dialogue;
import dev.sallyport.cli.output.Report;
import dev.sallyport.cli.output.Style;
import dev.sallyport.cli.settings.Flags;
import dev.sallyport.cli.settings.Settings;
import dev.sallyport.cli.settings.Sources;
import java.net.http.HttpClient;
import java.time.Instant;

/// Makes for a command what it works with.
final class Workbench {
    private final World world;

    Workbench(World world) {
        this.world = world;
    }

    World world() {
        return world;
    }

    Instant now() {
        return world.clocks().wall().instant();
    }

    Report report() {
        return new Report(
                world.streams().out(),
                world.streams().err(),
                Style.of(world.terminal().isOutputTerminal(), world.environment()),
                Style.of(world.terminal().isErrorTerminal(), world.environment()));
    }

    Dialogue dialogue() {
        return new Dialogue(world.terminal(), world.streams().rawIn(), world.streams().err());
    }

    Sources sources(GlobalOptions options) {
        return sources(options.flags());
    }

    private Sources sources(Flags flags) {
        return Sources.read(flags, world.environment(), world.home());
    }

    Settings settings(Flags flags) {
        return new Settings(sources(flags));
    }

    Connection connect(GlobalOptions options) {
        return connect(settings(options.flags()));
    }

    Connection connect(Settings settings) {
        // Asked for first, so that the error for a missing server comes before those of TLS.
        settings.endpoint("ssm");
        return connect(settings, Trust.client(settings.caBundle()));
    }

    Connection connect(Settings settings, HttpClient http) {
        Exchange exchange =
                new Exchange(http, settings, world.clocks().wall(), "sallyport/" + world.version());
        return new Connection(settings, http, new Api(exchange));
    }

    /// The names that completion knows.
    NodeCache nodeCache(Settings settings) {
        return NodeCache.of(world, settings);
    }

    /// A way to one server as one caller.
    record Connection(Settings settings, HttpClient http, Api api) {}
}
