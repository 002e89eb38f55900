/// The commands: what each takes, asks the server, and shows.
///
/// ## Belongs here
///
/// Options, help texts, the fields of `--json`, the names of nodes.
///
/// ## Does not belong here
///
/// The data channel (`cli.shell`), replay (`cli.play`), HTTP (`cli.api`).
///
/// ## Invariants
///
/// 1. Fields of `--json` are only ever added.
/// 2. Only standard output carries data; notes and errors go to standard error.
@NullMarked
package dev.sallyport.cli.command;

import org.jspecify.annotations.NullMarked;
