package dev.sallyport.server.fleet;

/// What a node says of itself. Nothing here is proven; an empty text means "not said".
public record AgentReport(
        Agent agent, Platform platform, String computerName, String ipAddress, String channel) {
    /// A node that has not reported yet.
    public static final AgentReport NONE =
            new AgentReport(new Agent("", "", ""), new Platform("", "", ""), "", "", "");

    /// The program that speaks for the node.
    public record Agent(String name, String version, String status) {
        public Agent {
            name = CleanText.of(name, 64);
            version = CleanText.of(version, 64);
            status = CleanText.of(status, 32);
        }
    }

    /// The operating system: `Linux`, `Debian GNU/Linux`, `12`.
    public record Platform(String type, String name, String version) {
        public Platform {
            type = CleanText.of(type, 16);
            name = CleanText.of(name, 128);
            version = CleanText.of(version, 128);
        }
    }

    public AgentReport {
        computerName = CleanText.of(computerName, 255);
        ipAddress = CleanText.of(ipAddress, 46);
        channel = CleanText.of(channel, 32);
    }

    /// This report with the gaps of the short ping an agent sends at its start filled from
    /// `earlier`.
    public AgentReport over(AgentReport earlier) {
        return new AgentReport(
                new Agent(
                        either(agent.name, earlier.agent.name),
                        either(agent.version, earlier.agent.version),
                        either(agent.status, earlier.agent.status)),
                new Platform(
                        either(platform.type, earlier.platform.type),
                        either(platform.name, earlier.platform.name),
                        either(platform.version, earlier.platform.version)),
                either(computerName, earlier.computerName),
                either(ipAddress, earlier.ipAddress),
                either(channel, earlier.channel));
    }

    private static String either(String said, String before) {
        return said.isEmpty() ? before : said;
    }
}
