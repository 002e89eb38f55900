package dev.sallyport.server.identity;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.NodeId;
import java.util.Map;

/// Whoever made a request, as far as the request proves it.
public sealed interface Caller {
    /// The account the call works in.
    AccountId account();

    /// The principal's ARN, as GetCallerIdentity and the session record write it.
    String arn();

    /// `AIDA…` of a user, `AROA…:name` of a role session.
    String userId();

    String accessKeyId();

    /// A user, proven by a long-term key. The tags are those of the user (`SSMSessionRunAs`).
    record User(
            AccountId account,
            String path,
            String name,
            String userId,
            String accessKeyId,
            Map<String, String> tags)
            implements Caller {
        public User {
            tags = Map.copyOf(tags);
        }

        /// A user of the root path.
        public User(
                AccountId account,
                String name,
                String userId,
                String accessKeyId,
                Map<String, String> tags) {
            this(account, "/", name, userId, accessKeyId, tags);
        }

        @Override
        public String arn() {
            return "arn:aws:iam::" + account + ":user" + path + name;
        }
    }

    /// A node with the role credentials it got for its key. The role's path is not part of its
    /// name.
    record NodeRole(AccountId account, NodeId node, String role, String roleId, String accessKeyId)
            implements Caller {
        @Override
        public String arn() {
            return "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + node;
        }

        @Override
        public String userId() {
            return roleId + ":" + node;
        }
    }

    /// A node that signed with its own private key: good for role credentials and a new key only.
    record NodeKey(AccountId account, NodeId node) implements Caller {
        @Override
        public String arn() {
            return "arn:aws:ssm::" + account + ":managed-instance/" + node;
        }

        @Override
        public String userId() {
            return node.value();
        }

        @Override
        public String accessKeyId() {
            return node.value();
        }
    }

    /// Nobody in particular.
    record Anonymous(AccountId account) implements Caller {
        @Override
        public String arn() {
            return "";
        }

        @Override
        public String userId() {
            return "";
        }

        @Override
        public String accessKeyId() {
            return "";
        }
    }
}
