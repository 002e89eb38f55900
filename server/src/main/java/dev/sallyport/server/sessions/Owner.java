package dev.sallyport.server.sessions;

import dev.sallyport.protocol.AccountId;
import java.util.Map;

/// Who asked for a session: the ARN that lists and logs show, the id policies know as `aws:userid`,
/// and the principal's tags, of which run-as reads one.
public record Owner(AccountId account, String arn, String userId, Map<String, String> tags) {
    public Owner {
        tags = Map.copyOf(tags);
    }

    /// User name or role session name: the part of the ARN that session ids start with.
    public String name() {
        return arn.substring(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
    }
}
