/// Keeps the lines of chosen groups in `authorized_keys` files in step with the server.
///
/// ## Belongs here
///
/// Which groups' keys go into which account's file, the lines, and the change of the file.
///
/// ## Does not belong here
///
/// Calls (`agent.link`); certificates; who may call for a group's keys (the server's policies).
///
/// ## Invariants
///
/// 1. Lines that this room did not write stay as they are, byte for byte.
/// 2. A file is the old one or the new one, never half of one.
/// 3. What cannot be asked changes nothing: no answer removes no key.
/// 4. No line is written that is not a bare public key: a server cannot smuggle in options.
/// 5. Files of an account are changed with that account's rights only.
@NullMarked
package dev.sallyport.agent.keys;

import org.jspecify.annotations.NullMarked;
