/// What can be shown to an auditor.
///
/// ## Belongs here
///
/// Nothing yet but the rooms below: the recording format.
///
/// ## Does not belong here
///
/// Files, threads, clocks: streams and times are handed in.
///
/// ## Invariants
///
/// 1. What is written here can be read and verified without a server.
@NullMarked
package dev.sallyport.audit;

import org.jspecify.annotations.NullMarked;
