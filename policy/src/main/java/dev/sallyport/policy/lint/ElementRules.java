package dev.sallyport.policy.lint;

import dev.sallyport.policy.language.Principals;

/// Traps in the elements of a statement.
final class ElementRules {
    private ElementRules() {}

    static void check(Subject subject) {
        if (subject.allows() && subject.statement().actions().negated()) {
            subject.warn(
                    Rule.NOT_ACTION_WITH_ALLOW,
                    "NotAction with Allow opens every action but these, also those still to come",
                    "list what shall be allowed under Action, or deny with NotAction");
        }
        if (subject.allows() && subject.statement().resources().negated()) {
            subject.warn(
                    Rule.NOT_RESOURCE_WITH_ALLOW,
                    "NotResource with Allow opens every resource but these, also what has no name"
                            + " because a variable has no value",
                    "list what shall be allowed under Resource");
        }
        subject.statement()
                .principals()
                .ifPresent(principals -> {
                    if (subject.allows() && principals.negated()) {
                        subject.warn(
                                Rule.NOT_PRINCIPAL_WITH_ALLOW,
                                "NotPrincipal with Allow opens the resource to everybody else, also to"
                                        + " callers without a name",
                                "list who shall have it under Principal");
                    }
                    principals.names().forEach(name -> checkPrincipal(subject, name));
                });
        subject.statement()
                .resources()
                .patterns()
                .forEach(pattern -> checkResource(subject, pattern));
    }

    private static void checkPrincipal(Subject subject, Principals.Name name) {
        if (name.type() == Principals.Type.AWS && name.value().endsWith(":*")) {
            subject.warn(
                    Rule.ACCOUNT_WITH_STAR,
                    name.value() + " is taken for the account; AWS may refuse it",
                    "write " + name.value().substring(0, name.value().length() - 1) + "root");
        }
    }

    private static void checkResource(Subject subject, String pattern) {
        if (pattern.matches("arn:[^:]*:ssm:[^:]*:[0-9]{12}:document/AWS-.*")) {
            subject.warn(
                    Rule.SHIPPED_DOCUMENT_WITH_ACCOUNT,
                    pattern + " matches no document: those named AWS-... belong to no account",
                    "leave the ARN's fifth part empty");
        }
        if (!subject.policy().version().hasVariables() && pattern.contains("${")) {
            subject.warn(
                    Rule.VARIABLE_IN_OLD_VERSION,
                    pattern + " is plain text: version 2008-10-17 has no variables",
                    "write \"Version\": \"2012-10-17\"");
        }
    }
}
