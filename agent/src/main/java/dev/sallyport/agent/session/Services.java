package dev.sallyport.agent.session;

import dev.sallyport.agent.files.Copiers;
import dev.sallyport.agent.port.Forwarding;
import dev.sallyport.agent.shell.Shells;

/// What this node can do for a session.
public record Services(Shells shells, Forwarding forwarding, Copiers copiers) {}
