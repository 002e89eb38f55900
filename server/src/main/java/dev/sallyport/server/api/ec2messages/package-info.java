/// The command queue stock agents poll while they have no control channel.
///
/// ## Belongs here
///
/// Its handlers. There are no commands yet, so the queue is always empty.
///
/// ## Does not belong here
///
/// The control channel (`api.ssmmessages`).
///
/// ## Invariants
///
/// 1. A poll is held below the twenty seconds after which the agent gives up.
/// 2. No poll keeps the server from stopping.
@NullMarked
package dev.sallyport.server.api.ec2messages;

import org.jspecify.annotations.NullMarked;
