package dev.sallyport.agent.session;

import dev.sallyport.agent.port.Outlet;
import dev.sallyport.protocol.Bytes;

/// A data channel as a forwarded port sees it.
record ChannelOutlet(DataChannel channel) implements Outlet {
    @Override
    public boolean hasRoom() {
        return channel.hasRoom();
    }

    @Override
    public boolean offer(int payloadType, Bytes payload) {
        return channel.offer(payloadType, payload);
    }

    @Override
    public void send(int payloadType, Bytes payload) throws InterruptedException {
        channel.send(payloadType, payload);
    }
}
