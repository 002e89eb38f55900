package dev.sallyport.policy.lint;

/// The traps the linter knows.
public enum Rule {
    /// Documents have no tags of nodes: the statement does not grant the documents it lists.
    TAG_CONDITION_ON_DOCUMENT("tag-condition-on-document"),
    /// Every command on every node.
    UNLIMITED_SEND_COMMAND("unlimited-send-command"),
    /// A shell on every node.
    UNLIMITED_START_SESSION("unlimited-start-session"),
    /// Somebody else's session can be taken over, or ended.
    SESSIONS_OF_OTHERS("sessions-of-others"),
    /// The node is enough for a shell, whatever documents are listed.
    SESSION_DOCUMENT_OPEN("session-document-open"),
    /// Everything but a list, also what will be invented later.
    NOT_ACTION_WITH_ALLOW("not-action-with-allow"),
    NOT_RESOURCE_WITH_ALLOW("not-resource-with-allow"),
    NOT_PRINCIPAL_WITH_ALLOW("not-principal-with-allow"),
    /// The key is absent just when the condition matters.
    BOOL_NEEDS_IF_EXISTS("bool-needs-if-exists"),
    /// Without the key the condition holds: keys without MFA pass.
    IF_EXISTS_LETS_PASS("if-exists-lets-pass"),
    NEGATION_LETS_PASS("negation-lets-pass"),
    FOR_ALL_VALUES_LETS_PASS("for-all-values-lets-pass"),
    /// `:*` where `:root` is meant.
    ACCOUNT_WITH_STAR("account-with-star"),
    /// Shipped documents have no account: the pattern matches none.
    SHIPPED_DOCUMENT_WITH_ACCOUNT("shipped-document-with-account"),
    SET_OPERATOR_MISSING("set-operator-missing"),
    UNKNOWN_TIME_ZONE("unknown-time-zone"),
    VARIABLE_IN_OLD_VERSION("variable-in-old-version"),
    NO_VALUES("no-values");

    private final String id;

    Rule(String id) {
        this.id = id;
    }

    /// As documentation and output name it.
    public String id() {
        return id;
    }
}
