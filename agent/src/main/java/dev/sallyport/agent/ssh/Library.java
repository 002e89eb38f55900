package dev.sallyport.agent.ssh;

import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.global.NoMoreSessionsHandler;

/// Sets the SSH library up for one session: few algorithms, one way to be let in, and nothing of
/// the network.
final class Library {
    private static final int ANY_PORT = 22;
    private static final int TRIES = 3;

    /// What programs that read nothing can make us keep is the product of the two; an agent's heap
    /// is 64 MiB.
    private static final int CHANNELS = 64;

    private static final long WINDOW = 256 << 10;

    /// The library's own limits would end a session whose client only stands still: how long that
    /// may last is the server's decision.
    private static final Duration FOREVER = Duration.ofDays(365);

    private Library() {}

    /// Who the server is, and as whom it works.
    record Identity(KeyPair hostKey, String account) {}

    static SshServer server(
            Identity identity, Surroundings around, Listeners listeners, SshEnd.Needs needs) {
        SshServer server = SshServer.setUpDefaultServer();
        // A name only: nothing listens. The library would look for another.
        server.setPort(ANY_PORT);
        server.setIoServiceFactoryFactory(new StreamTransport.Maker());
        chooseAlgorithms(server);
        limit(server, needs.patience());
        server.setKeyPairProvider(KeyPairProvider.wrap(identity.hostKey()));
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        server.setPublickeyAuthenticator(
                new Admission(around.order(), identity.account(), needs.stamps().clock()));
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        server.setChannelFactories(
                List.of(
                        factory("session", ProgramChannel::new),
                        factory(ForwardChannel.TYPE, () -> new ForwardChannel(around))));
        server.setGlobalRequestHandlers(List.of(NoMoreSessionsHandler.INSTANCE, listeners));
        Programs programs = new Programs(around);
        server.setShellFactory(programs);
        server.setCommandFactory(programs);
        server.setSubsystemFactories(List.of(programs));
        return server;
    }

    private static void chooseAlgorithms(SshServer server) {
        server.setKeyExchangeFactories(
                List.of(
                        ServerBuilder.DH2KEX.apply(BuiltinDHFactories.curve25519),
                        ServerBuilder.DH2KEX.apply(BuiltinDHFactories.curve25519_libssh),
                        ServerBuilder.DH2KEX.apply(BuiltinDHFactories.ecdhp256)));
        // Java has them, processors help with them, and they need no MAC. Clients would rather
        // choose others, and so slower ones, if they could.
        server.setCipherFactories(List.of(BuiltinCiphers.aes128gcm, BuiltinCiphers.aes256gcm));
        server.setMacFactories(List.of(BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha512etm));
        server.setCompressionFactories(List.of(BuiltinCompressions.none));
        server.setSignatureFactories(
                List.of(BuiltinSignatures.nistp256, BuiltinSignatures.nistp256_cert));
    }

    private static void limit(SshServer server, Duration patience) {
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "SALLYPORT");
        CoreModuleProperties.AUTH_TIMEOUT.set(server, patience);
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, TRIES);
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, CHANNELS);
        CoreModuleProperties.WINDOW_SIZE.set(server, WINDOW);
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(server, FOREVER);
    }

    private interface Maker {
        Channel make();
    }

    private static ChannelFactory factory(String type, Maker maker) {
        return new ChannelFactory() {
            @Override
            public String getName() {
                return type;
            }

            @Override
            public Channel createChannel(Session session) throws IOException {
                return maker.make();
            }
        };
    }
}
