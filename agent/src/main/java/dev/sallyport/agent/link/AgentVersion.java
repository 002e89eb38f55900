package dev.sallyport.agent.link;

/// How this program names itself to others.
public final class AgentVersion {
    /// Our own.
    public static final String SALLYPORT = "0.1.0";

    /// What peers go by: clients pick their protocol by comparing this with releases of the stock
    /// agent, and it needs four numeric parts. Ours does what that release does.
    public static final String COMPATIBLE = "3.3.987.0";

    static final String USER_AGENT = "sallyport-agent/" + SALLYPORT;

    private AgentVersion() {}
}
