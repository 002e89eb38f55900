/// SSM documents: what a session or a command is made of.
///
/// ## Belongs here
///
/// Documents, their versions, names, hashes and shares; the checks of the Session and Command
/// schemas; the documents that are shipped; parameters, their binding and `{{ name }}`
/// interpolation. A document *is* JSON or YAML text, so this room reads and writes trees of it.
///
/// ## Does not belong here
///
/// Who may use a document (`access`), AWS request and error shapes (`api.ssm`), SQL
/// (`store.sqlite`), tags (`fleet`).
///
/// ## Invariants
///
/// 1. A stored version never changes; its content comes back byte for byte.
/// 2. Numbers are never used twice within one document.
/// 3. What is sent to an agent holds no `x-sallyport` and nothing that breaks its parser.
@NullMarked
package dev.sallyport.server.documents;

import org.jspecify.annotations.NullMarked;
