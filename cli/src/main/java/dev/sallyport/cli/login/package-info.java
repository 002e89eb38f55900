/// Temporary credentials in the file that every AWS client reads.
///
/// ## Belongs here
///
/// Changing sections of the credentials file, in the form aws-mfa writes, and writing the file.
///
/// ## Does not belong here
///
/// Reading settings (`cli.settings`), getting the credentials (`cli.command`).
///
/// ## Invariants
///
/// 1. Other sections, comments, blank lines and the file's mode stay as they are.
/// 2. Whoever reads the file sees it as before or as after, never half; a new one is for its owner
///    only.
/// 3. No value can begin another line.
@NullMarked
package dev.sallyport.cli.login;

import org.jspecify.annotations.NullMarked;
