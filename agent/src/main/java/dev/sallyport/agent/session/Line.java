package dev.sallyport.agent.session;

import dev.sallyport.agent.link.RoleCredentials;
import dev.sallyport.agent.link.ServerCalls;
import dev.sallyport.agent.link.Stamps;
import dev.sallyport.protocol.NodeId;
import java.time.Duration;

/// What every channel of this node needs to reach the server.
///
/// `pingEvery` is at most the 54 s of the stock agent; a peer silent for three of them is dead.
public record Line(
        NodeId node,
        ServerCalls calls,
        RoleCredentials credentials,
        Stamps stamps,
        Duration pingEvery) {}
