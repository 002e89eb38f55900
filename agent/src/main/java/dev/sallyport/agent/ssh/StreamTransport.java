package dev.sallyport.agent.ssh;

import java.net.SocketAddress;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.sshd.common.Factory;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.IoServiceFactoryFactory;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.jspecify.annotations.Nullable;

/// What the SSH library is given in place of the network: it can neither listen nor connect.
final class StreamTransport extends AbstractCloseable implements IoServiceFactory {
    /// Makes it.
    static final class Maker implements IoServiceFactoryFactory {
        @Override
        public IoServiceFactory create(FactoryManager manager) {
            return new StreamTransport();
        }

        @Override
        public void setExecutorServiceFactory(
                @Nullable Factory<CloseableExecutorService> executors) {
            // There is nothing to execute.
        }
    }

    /// What streams belong to.
    static IoAcceptor acceptor() {
        return new Deaf();
    }

    @Override
    public IoConnector createConnector(IoHandler handler) {
        throw new UnsupportedOperationException("this server connects to nothing by itself");
    }

    @Override
    public IoAcceptor createAcceptor(IoHandler handler) {
        return new Deaf();
    }

    @Override
    public @Nullable IoServiceEventListener getIoServiceEventListener() {
        return null;
    }

    @Override
    public void setIoServiceEventListener(@Nullable IoServiceEventListener listener) {
        // There are no events.
    }

    /// Hears nobody.
    private static final class Deaf extends AbstractCloseable implements IoAcceptor {
        @Override
        public void bind(Collection<? extends SocketAddress> addresses) {
            // To nothing.
        }

        @Override
        public void bind(SocketAddress address) {
            // To nothing.
        }

        @Override
        public void unbind(Collection<? extends SocketAddress> addresses) {
            // From nothing.
        }

        @Override
        public void unbind(SocketAddress address) {
            // From nothing.
        }

        @Override
        public void unbind() {
            // From nothing.
        }

        @Override
        public Set<SocketAddress> getBoundAddresses() {
            return Set.of();
        }

        @Override
        public Map<Long, IoSession> getManagedSessions() {
            return Map.of();
        }

        @Override
        public @Nullable IoServiceEventListener getIoServiceEventListener() {
            return null;
        }

        @Override
        public void setIoServiceEventListener(@Nullable IoServiceEventListener listener) {
            // There are no events.
        }
    }
}
