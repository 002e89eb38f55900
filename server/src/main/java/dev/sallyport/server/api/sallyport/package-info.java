/// What is our own beside AWS's: recordings for replay, and health.
///
/// ## Belongs here
///
/// Calls that no AWS service has, under `/sallyport/v1/` and at the two paths of health.
///
/// ## Does not belong here
///
/// How recordings are written and kept (`recordings`); reading what is in them (the client does).
///
/// ## Invariants
///
/// 1. Health says nothing but whether the server works.
/// 2. A recording is given out only after `access` allowed it.
@NullMarked
package dev.sallyport.server.api.sallyport;

import org.jspecify.annotations.NullMarked;
