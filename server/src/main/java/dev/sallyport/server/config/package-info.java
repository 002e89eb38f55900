/// The server's settings: one tree of records, read once.
///
/// ## Belongs here
///
/// Names, defaults and forms of settings; reading them from flags, environment and a TOML file.
///
/// ## Does not belong here
///
/// What a setting does. Rooms receive values, never this room.
///
/// ## Invariants
///
/// 1. A {@link dev.sallyport.server.config.Config} that exists is valid.
/// 2. Every fault is reported, not only the first; an unknown key is a fault.
/// 3. A flag wins over the environment, the environment over the file, the file over the default.
@NullMarked
package dev.sallyport.server.config;

import org.jspecify.annotations.NullMarked;
