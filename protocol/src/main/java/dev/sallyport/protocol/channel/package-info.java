/// The frames that travel on control and data channels, and the rules that make their streams
/// reliable. Byte for byte what the public session-manager-plugin and amazon-ssm-agent speak.
///
/// ## Belongs here
///
/// The binary frame and its codec, the payloads of each message, the numbering and resending of a
/// sender ({@link dev.sallyport.protocol.channel.Outbox}) and the ordering of a receiver ({@link
/// dev.sallyport.protocol.channel.Inbox}).
///
/// ## Does not belong here
///
/// Sockets, threads, clocks: callers hand in the time. Who may open a channel (`server.sessions`).
///
/// ## Invariants
///
/// 1. Whatever bytes come in, decoding ends with a value or with one of two checked exceptions.
/// 2. Nothing is allocated on the word of a length field.
/// 3. JSON is written as Go writes it (compact, fixed order, base64, `null` for absent) and read as
///    Go reads it (keys in any case, unknown keys skipped).
@NullMarked
package dev.sallyport.protocol.channel;

import org.jspecify.annotations.NullMarked;
