/// Who may do what, found out here: the engine of the server, asked without the server.
///
/// ## Belongs here
///
/// What a question is made of - who, what, when and how proved -, its condition keys, the answer in
/// words; tables of cases for tests of policies.
///
/// ## Does not belong here
///
/// The rules of the language (`policy`), reading accounts from the server (`cli.account`).
///
/// ## Invariants
///
/// 1. An answer comes from the engine and never from a look at a policy's text.
/// 2. The keys are those the server fills in, under the same names: a key it leaves out is absent
///    here too.
@NullMarked
package dev.sallyport.cli.judge;

import org.jspecify.annotations.NullMarked;
