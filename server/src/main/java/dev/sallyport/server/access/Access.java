package dev.sallyport.server.access;

import dev.sallyport.server.identity.Caller;
import java.util.List;

/// The policy decision point. Every call, socket and resume asks it before anything happens.
public interface Access {
    /// `action` as policies write it (`ssm:StartSession`); `resources` are ARNs, or `*`. All of
    /// them must be allowed.
    Decision decide(Caller caller, String action, List<String> resources);
}
