package dev.sallyport.server.sessions;

import dev.sallyport.protocol.AccountId;

/// Who asked for a session: the ARN that lists and logs show, and the id policies know as
/// `aws:userid`.
public record Owner(AccountId account, String arn, String userId) {
    /// User name or role session name: the part of the ARN that session ids start with.
    public String name() {
        return arn.substring(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
    }
}
