/// The part of Amazon EC2 that tools around Session Manager call: nodes shown as instances, and
/// their tags.
///
/// ## Belongs here
///
/// Its handlers and filters, and the rules by which a managed node looks like an instance: its
/// `InstanceId` is the `mi-` id unless it was asked for by its twin `i-` id; it is `running` while
/// it is online and `stopped` else; its addresses are those its agent reports, so they prove
/// nothing; its availability zone is the region's first, because tools insist on one.
///
/// ## Does not belong here
///
/// Nodes and tags themselves (`fleet`).
///
/// ## Invariants
///
/// 1. Nothing is shown as an instance that is not a managed node.
@NullMarked
package dev.sallyport.server.api.ec2;

import org.jspecify.annotations.NullMarked;
