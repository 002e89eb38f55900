package dev.sallyport.policy.lint;

/// Traps in what opens sessions and runs commands.
final class SessionRules {
    private static final String ACCESS_CHECK = "ssm:sessiondocumentaccesscheck";

    private SessionRules() {}

    static void check(Subject subject) {
        if (!subject.allows()) {
            return;
        }
        boolean starts = subject.isAbout("ssm:StartSession");
        boolean commands = subject.isAbout("ssm:SendCommand");
        if ((starts || commands) && hasTagCondition(subject) && subject.names("document/")) {
            subject.warn(
                    Rule.TAG_CONDITION_ON_DOCUMENT,
                    "the tags in the condition are the node's; a document has none of them, so this"
                            + " statement grants no document",
                    "list the documents in a statement of their own, without the condition");
        }
        if (commands && reachesEveryNode(subject) && isUnconditional(subject)) {
            subject.warn(
                    Rule.UNLIMITED_SEND_COMMAND,
                    "SendCommand on every node is root on every node",
                    "name nodes or ask for a tag (ssm:resourceTag/...), and name documents");
        }
        if (starts && reachesEveryNode(subject) && isUnconditional(subject)) {
            subject.warn(
                    Rule.UNLIMITED_START_SESSION,
                    "StartSession on every node, under no condition",
                    "name nodes, or ask for a tag (ssm:resourceTag/...)");
        }
        if (starts && reachesSomeNode(subject)) {
            checkDocument(subject);
        }
        checkOthers(subject);
    }

    private static void checkDocument(Subject subject) {
        if (subject.conditionsOn(ACCESS_CHECK).isEmpty()) {
            subject.warn(
                    Rule.SESSION_DOCUMENT_OPEN,
                    "the node alone is enough for a shell with the default document, whatever"
                            + " documents are listed",
                    "add BoolIfExists ssm:SessionDocumentAccessCheck true, and list the documents");
        }
    }

    private static void checkOthers(Subject subject) {
        boolean every =
                subject.reachesEvery("ssm", "session/")
                        && subject.statement().conditions().isEmpty();
        if (every && subject.isAbout("ssm:ResumeSession")) {
            subject.warn(
                    Rule.SESSIONS_OF_OTHERS,
                    "ResumeSession on every session hands out the tokens of other people's sessions",
                    "write session/${aws:username}-* or session/${aws:userid}-*");
        } else if (every && subject.isAbout("ssm:TerminateSession")) {
            subject.warn(
                    Rule.SESSIONS_OF_OTHERS,
                    "TerminateSession on every session ends other people's sessions",
                    "write session/${aws:username}-* or session/${aws:userid}-*");
        }
    }

    private static boolean hasTagCondition(Subject subject) {
        return !subject.conditionsOn("ssm:resourcetag/").isEmpty()
                || !subject.conditionsOn("aws:resourcetag/").isEmpty();
    }

    private static boolean isUnconditional(Subject subject) {
        return subject.statement().conditions().isEmpty();
    }

    private static boolean reachesEveryNode(Subject subject) {
        return subject.reachesEvery("ec2", "instance/")
                || subject.reachesEvery("ssm", "managed-instance/");
    }

    private static boolean reachesSomeNode(Subject subject) {
        return reachesEveryNode(subject)
                || subject.names("instance/")
                || subject.names("managed-instance/");
    }
}
