package dev.sallyport.policy.lint;

import dev.sallyport.policy.language.Position;

/// One trap a policy stepped into.
///
/// @param statement its Sid or number
/// @param text what happens
/// @param mend what to write
public record Warning(Rule rule, Position at, String statement, String text, String mend) {}
