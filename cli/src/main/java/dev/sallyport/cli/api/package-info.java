/// Calls of the server's AWS interfaces: signing, sending, errors, paging.
///
/// ## Belongs here
///
/// HTTP and TLS, the JSON and query protocols as far as a client needs them, and the meaning of
/// error codes for the exit status.
///
/// ## Does not belong here
///
/// What is done with the answers (`cli.command`), where the server is (`cli.settings`).
///
/// ## Invariants
///
/// 1. Every call is signed. Neither keys nor tokens appear in an error.
/// 2. XML is read without document types, so that an answer cannot make this program fetch files.
@NullMarked
package dev.sallyport.cli.api;

import org.jspecify.annotations.NullMarked;
