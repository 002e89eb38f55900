/// AWS Systems Manager: one class of handlers per group of operations.
///
/// ## Belongs here
///
/// The way between SSM's requests and the domain: which resources a call touches, which use case it
/// is, what its answer and its errors look like in SSM's words, the filters of its listings.
///
/// ## Does not belong here
///
/// Signatures, decisions, wire formats (`api`); any rule about nodes, documents or sessions (their
/// rooms).
///
/// ## Invariants
///
/// 1. A handler decides nothing about access: its route names the resources, the front asks.
/// 2. Every refusal of the domain has one error name here, and no other room knows that name.
@NullMarked
package dev.sallyport.server.api.ssm;

import org.jspecify.annotations.NullMarked;
