/// Many connections over one byte stream: version 1 of smux, as the public session-manager-plugin
/// and amazon-ssm-agent (both with xtaci/smux 1.5.15) speak it in port forwarding sessions.
///
/// ## Belongs here
///
/// The frames and their codec, which streams are open, who may open one, and the version rules by
/// which both ends decide on their own that they multiplex.
///
/// ## Does not belong here
///
/// The frames of the channel that carries the byte stream (`protocol.channel`), sockets, threads,
/// clocks. Callers bring their own lock.
///
/// ## Invariants
///
/// 1. The borders of smux frames have nothing to do with those of the messages that carry them.
/// 2. Nothing is allocated on the word of a length field: data is handed on as it comes.
/// 3. There is no half close: whichever end closes a stream, both ends forget it.
@NullMarked
package dev.sallyport.protocol.smux;

import org.jspecify.annotations.NullMarked;
