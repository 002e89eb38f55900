/// Who may do what, shown by unmodified clients: the commands and the policies of five articles on
/// Session Manager, and what an administrator types around them.
///
/// ## Belongs here
///
/// People, keys, MFA devices, roles, policies and what becomes of running sessions when any of them
/// changes. A test's name begins with the row of `docs/rows.md` it proves, if it proves one.
///
/// ## Does not belong here
///
/// Sessions themselves, and tables of the policy language, which the module `policy` tests by
/// itself.
///
/// ## Invariants
///
/// 1. All tests share one server, so each makes people of its own and says nothing about the rest.
/// 2. What an article says to type is typed, by Debian's `aws`; what leads there goes through
///    boto3, which stays open and so is faster.
package dev.sallyport.interop.identity;
