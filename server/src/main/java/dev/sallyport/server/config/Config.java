package dev.sallyport.server.config;

import dev.sallyport.policy.language.IpRange;
import dev.sallyport.protocol.AccountId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Every setting of the server, valid and complete.
///
/// @param dataDir where the database, keys, certificates and recordings live
/// @param region the region this server answers for; also part of every ARN
/// @param account the account number to create at first start; made at random when absent
public record Config(
        Path dataDir,
        String region,
        Optional<AccountId> account,
        Listen listen,
        Tls tls,
        SessionRules sessions,
        AccessRules access,
        RecordingRules recordings) {

    /// Where the server listens.
    ///
    /// @param plainPort an HTTP port on loopback only, for trying things out; 0 picks a free one
    public record Listen(String address, int port, Optional<Integer> plainPort) {}

    /// What the server shows as its certificate: its own CA's, or the user's.
    ///
    /// @param issuerCa who else may vouch for the providers of web identities
    public record Tls(
            Optional<Path> certificate,
            Optional<Path> privateKey,
            List<String> names,
            Optional<String> domain,
            Optional<Path> issuerCa) {
        public Tls {
            names = List.copyOf(names);
        }
    }

    /// How long a session waits for an end that went away.
    ///
    /// @param resumeWindow how long a session waits for a client that went away
    /// @param nodeWindow how long a session waits for a node that went away
    public record SessionRules(Duration resumeWindow, Duration nodeWindow) {}

    /// How decisions are made where AWS leaves a choice, or where we go further.
    ///
    /// @param checkDefaultDocument whether a shell by the account's preferences needs a permission
    ///   for that document too
    /// @param openNeedsPermission whether clients' data channels must be signed and allowed
    /// @param aliasArns whether a policy may call a node by any of its ARNs, and a session by its
    ///   owner's name or id
    /// @param proxies whose word on the client's address is taken (`X-Forwarded-For`)
    /// @param calendars where calendars are, if there are any
    public record AccessRules(
            boolean checkDefaultDocument,
            boolean openNeedsPermission,
            boolean aliasArns,
            List<IpRange> proxies,
            Optional<Path> calendars) {
        public AccessRules {
            proxies = List.copyOf(proxies);
        }
    }

    /// Where recordings go.
    ///
    /// @param freeSpaceFloor bytes that must stay free on that disk; below it no session starts
    public record RecordingRules(Path directory, long freeSpaceFloor) {}
}
