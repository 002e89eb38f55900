package dev.sallyport.server.identity.directory;

import java.util.Optional;

/// One policy that speaks about a principal: its text, and the name by which a decision tells it.
/// An inline policy has no ARN; `owner` is the ARN of the user, group or role it sticks to.
public record NamedPolicy(String name, Optional<String> arn, String owner, String document) {}
