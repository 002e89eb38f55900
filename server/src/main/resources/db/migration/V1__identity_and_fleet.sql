-- Who may call, and which machines there are. Times are epoch milliseconds.

CREATE TABLE account (
    id      TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 12),
    only    INTEGER NOT NULL DEFAULT 1 UNIQUE CHECK (only = 1),
    created INTEGER NOT NULL
);

CREATE TABLE iam_user (
    id         TEXT    NOT NULL PRIMARY KEY CHECK (id LIKE 'AIDA%' AND length(id) = 21),
    account_id TEXT    NOT NULL REFERENCES account (id),
    name       TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
    created    INTEGER NOT NULL,
    UNIQUE (account_id, name)
);

CREATE TABLE iam_user_tag (
    user_id   TEXT NOT NULL REFERENCES iam_user (id) ON DELETE CASCADE,
    tag_key   TEXT NOT NULL,
    tag_value TEXT NOT NULL,
    PRIMARY KEY (user_id, tag_key)
);

CREATE TABLE access_key (
    id      TEXT    NOT NULL PRIMARY KEY CHECK (id LIKE 'AKIA%' AND length(id) = 20),
    user_id TEXT    NOT NULL REFERENCES iam_user (id) ON DELETE CASCADE,
    secret  TEXT    NOT NULL, -- sealed, base64
    status  TEXT    NOT NULL CHECK (status IN ('Active', 'Inactive')),
    created INTEGER NOT NULL
);
CREATE INDEX access_key_of_user ON access_key (user_id);

CREATE TABLE activation (
    id            TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    code_hash     TEXT    NOT NULL CHECK (length(code_hash) = 64),
    role          TEXT    NOT NULL,
    description   TEXT    NOT NULL,
    default_name  TEXT    NOT NULL,
    place_limit   INTEGER NOT NULL CHECK (place_limit BETWEEN 1 AND 1000),
    registrations INTEGER NOT NULL,
    expires       INTEGER NOT NULL,
    created       INTEGER NOT NULL,
    tags          TEXT    NOT NULL, -- JSON object
    CHECK (registrations BETWEEN 0 AND place_limit),
    CHECK (expires > created)
);

CREATE TABLE node (
    id               TEXT    NOT NULL PRIMARY KEY CHECK (id LIKE 'mi-%' AND length(id) = 20),
    name             TEXT    NOT NULL,
    activation_id    TEXT    NOT NULL, -- may be deleted before the node
    role             TEXT    NOT NULL,
    fingerprint      TEXT    NOT NULL,
    public_key       TEXT    NOT NULL, -- base64 of the DER SubjectPublicKeyInfo
    key_thumbprint   TEXT    NOT NULL UNIQUE,
    registered       INTEGER NOT NULL,
    last_ping        INTEGER NOT NULL,
    agent_name       TEXT    NOT NULL DEFAULT '',
    agent_version    TEXT    NOT NULL DEFAULT '',
    agent_status     TEXT    NOT NULL DEFAULT '',
    platform_type    TEXT    NOT NULL DEFAULT '',
    platform_name    TEXT    NOT NULL DEFAULT '',
    platform_version TEXT    NOT NULL DEFAULT '',
    computer_name    TEXT    NOT NULL DEFAULT '',
    ip_address       TEXT    NOT NULL DEFAULT '',
    channel          TEXT    NOT NULL DEFAULT ''
);

-- Ids that were nodes once: their tokens stay void.
CREATE TABLE former_node (
    id      TEXT    NOT NULL PRIMARY KEY,
    name    TEXT    NOT NULL,
    removed INTEGER NOT NULL
);

CREATE TABLE resource_tag (
    kind        TEXT NOT NULL CHECK (kind IN ('NODE', 'DOCUMENT')),
    resource_id TEXT NOT NULL,
    tag_key     TEXT NOT NULL CHECK (length(tag_key) BETWEEN 1 AND 128),
    tag_value   TEXT NOT NULL CHECK (length(tag_value) <= 256),
    PRIMARY KEY (kind, resource_id, tag_key)
);
