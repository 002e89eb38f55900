/// Where the server is and who calls it: flags, environment and the files of the aws CLI.
///
/// ## Belongs here
///
/// Reading ini files, the order in which sources win, and the errors for what is missing.
///
/// ## Does not belong here
///
/// Using the settings: HTTP and TLS are `cli.api`'s.
///
/// ## Invariants
///
/// 1. The order is: flag, `SALLYPORT_*`, `AWS_*`, profile. It is the same for every setting.
/// 2. Nothing is written, and secrets are not printed.
@NullMarked
package dev.sallyport.cli.settings;

import org.jspecify.annotations.NullMarked;
