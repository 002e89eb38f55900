package dev.sallyport.server.identity;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.NodeId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Whoever made a request, as far as the request proves it.
public sealed interface Caller {
    /// The account the call works in.
    AccountId account();

    /// The principal's ARN, as GetCallerIdentity and the session record write it.
    String arn();

    /// `AIDA…` of a user, `AROA…:name` of a role session, `account:name` of a federated user.
    String userId();

    String accessKeyId();

    /// The ARN policies know it by (`aws:PrincipalArn`): of a role session that of the role.
    default String principalArn() {
        return arn();
    }

    /// The tags policies know it by (`aws:PrincipalTag`), and `SSMSessionRunAs` among them.
    default Map<String, String> tags() {
        return Map.of();
    }

    /// What its temporary credentials say; empty for long-term keys and for nodes.
    default Optional<Pass> pass() {
        return Optional.empty();
    }

    /// Present when the session is limited by policies of its own.
    default Optional<SessionPolicies> sessionPolicies() {
        return Optional.empty();
    }

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

    /// A user, proven by credentials of GetSessionToken: the user itself in every respect but for
    /// what these say. `user` has the long-term key that asked for them.
    record UserSession(User user, Pass credentials) implements Caller {
        @Override
        public AccountId account() {
            return user.account();
        }

        @Override
        public String arn() {
            return user.arn();
        }

        @Override
        public String userId() {
            return user.userId();
        }

        @Override
        public String accessKeyId() {
            return credentials.accessKeyId();
        }

        @Override
        public Map<String, String> tags() {
            return user.tags();
        }

        @Override
        public Optional<Pass> pass() {
            return Optional.of(credentials);
        }
    }

    /// The role of a session, as it is now.
    record RoleFacts(String id, String path, String name, Map<String, String> tags) {
        public RoleFacts {
            tags = Map.copyOf(tags);
        }
    }

    /// Whoever took a role. The role's path is not part of the session's name.
    record AssumedRole(
            AccountId account,
            RoleFacts role,
            String sessionName,
            SessionTraits traits,
            SessionPolicies policies,
            Pass credentials)
            implements Caller {
        @Override
        public String arn() {
            return "arn:aws:sts::" + account + ":assumed-role/" + role.name() + "/" + sessionName;
        }

        @Override
        public String userId() {
            return role.id() + ":" + sessionName;
        }

        @Override
        public String accessKeyId() {
            return credentials.accessKeyId();
        }

        @Override
        public String principalArn() {
            return "arn:aws:iam::" + account + ":role" + role.path() + role.name();
        }

        @Override
        public Map<String, String> tags() {
            return overlaid(role.tags(), traits.tags());
        }

        @Override
        public Optional<Pass> pass() {
            return Optional.of(credentials);
        }

        @Override
        public Optional<SessionPolicies> sessionPolicies() {
            return Optional.of(policies).filter(it -> !it.isEmpty());
        }
    }

    /// Somebody for whom a user asked for credentials, with GetFederationToken. `user` has the
    /// long-term key that asked.
    record FederatedUser(
            User user,
            String name,
            SessionTraits traits,
            SessionPolicies policies,
            Pass credentials)
            implements Caller {
        @Override
        public AccountId account() {
            return user.account();
        }

        @Override
        public String arn() {
            return "arn:aws:sts::" + account() + ":federated-user/" + name;
        }

        @Override
        public String userId() {
            return account() + ":" + name;
        }

        @Override
        public String accessKeyId() {
            return credentials.accessKeyId();
        }

        @Override
        public Map<String, String> tags() {
            return overlaid(user.tags(), traits.tags());
        }

        @Override
        public Optional<Pass> pass() {
            return Optional.of(credentials);
        }

        /// Always present: without policies such a session may do nothing.
        @Override
        public Optional<SessionPolicies> sessionPolicies() {
            return Optional.of(policies);
        }
    }

    /// Somebody whom a registered provider vouches for; good for asking for a role only.
    ///
    /// @param provider the issuer's URL without `https://`
    /// @param audience the client the token was made for, as registered
    record WebIdentity(AccountId account, String provider, String subject, String audience)
            implements Caller {
        @Override
        public String arn() {
            return "arn:aws:iam::" + account + ":oidc-provider/" + provider;
        }

        @Override
        public String userId() {
            return provider + ":" + subject;
        }

        @Override
        public String accessKeyId() {
            return "";
        }

        /// The condition keys it brings (`issuer:sub`, `issuer:aud`).
        public Map<String, String> claims() {
            return Map.of(provider + ":sub", subject, provider + ":aud", audience);
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

        @Override
        public String principalArn() {
            return "arn:aws:iam::" + account + ":role/" + role;
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

    private static Map<String, String> overlaid(
            Map<String, String> tags, Map<String, String> stronger) {
        // Keys of tags are compared without case.
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(tags);
        stronger.forEach((key, value) -> {
            all.remove(key);
            all.put(key, value);
        });
        return Map.copyOf(all);
    }
}
