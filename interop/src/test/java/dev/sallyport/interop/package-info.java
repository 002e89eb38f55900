/// Unmodified clients against a started server.
///
/// ## Belongs here
///
/// Programs and libraries that others wrote for AWS (the `aws` CLI, boto3, the SDK for Java, the
/// npm package `ssm-session`), and our own built programs, run as a user would run them.
///
/// ## Does not belong here
///
/// Any class of the product: what is used is what was built.
///
/// ## Invariants
///
/// 1. The server is started by `scripts/try`, on ports and directories of its own.
package dev.sallyport.interop;
