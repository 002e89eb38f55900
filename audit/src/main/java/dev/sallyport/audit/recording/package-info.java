/// The recording of a session: what its file looks like, how to write it and how to read it.
///
/// A recording is an asciicast v2 file, compressed with zstd. Its first line is a header, every
/// other one an event `[seconds, "code", "text"]`:
///
/// | code | event | counts as |
/// |---|---|---|
/// | `o` | bytes the node printed | one frame down |
/// | `i` | bytes the client typed | one frame up |
/// | `r` | a new terminal size, `80x24` | one frame up |
/// | `x` | any other frame, `down 5 BASE64` or `up 6 BASE64` | one frame of its direction |
/// | `x` | `sealed down 1432`: a frame whose bytes are encrypted between the ends | one frame of its direction |
/// | `d` | a frame repeated later, `down 17 1 BASE64` | nothing |
/// | `x` | `carried 3 120 4 55`: frames and bytes down, then up, of an opaque session | nothing |
/// | `f` | a file that was copied, folder made, thing removed: JSON, see {@link CopiedFile} | nothing |
/// | `s` | `17 TEXT`: a line of the server's own, which the client got as frame 17 | nothing |
/// | `m` | a turn in the session's life | nothing |
///
/// In a recording with `content: ssh` the node tells what passed inside the encrypted frames: there
/// `o`, `i` and `r` count as nothing, and each record the node sent ends with the `x` line of its
/// frame, without payload.
///
/// Bytes that are not UTF-8 stand as lone low surrogates (`\udc80` for 0x80, to `\udcff`), so that
/// what was printed comes back exactly; a rune cut between two frames is written that way byte by
/// byte. Since every numbered frame of the two ends makes exactly one line, the number of lines
/// tells which frame comes next. A client counts the server's own lines too: what the node calls
/// frame 17 is 18 for a client behind one `s`. All numbers but those of `s` are the sender's.
///
/// The file is a sequence of zstd frames without checksum. The last one may be unfinished: the
/// session runs, or the server died. Such a file is readable up to its last whole block, and three
/// bytes (`01 00 00`, an empty last block) make a finished one of it.
///
/// ## Belongs here
///
/// The format: header, events, lines, compression, repair of a torn end.
///
/// ## Does not belong here
///
/// Which file, when to write, when to sync (`server.recordings`); how to show it (`cli`).
///
/// ## Invariants
///
/// 1. Reading gives back exactly the bytes that were written.
/// 2. Whatever prefix of a file survives, every event before the last whole block can be read.
@NullMarked
package dev.sallyport.audit.recording;

import org.jspecify.annotations.NullMarked;
