-- Users, groups, roles, policies, keys and devices. Times are epoch milliseconds.

ALTER TABLE account ADD COLUMN alias TEXT CHECK (length(alias) BETWEEN 3 AND 63);
ALTER TABLE account ADD COLUMN directory_version BIGINT NOT NULL DEFAULT 1;

CREATE TABLE iam_password_policy (
    account_id       TEXT    NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    minimum_length   INTEGER NOT NULL CHECK (minimum_length BETWEEN 6 AND 128),
    required         TEXT    NOT NULL, -- SYMBOL, DIGIT, UPPERCASE, LOWERCASE, with commas
    users_may_change INTEGER NOT NULL CHECK (users_may_change IN (0, 1)),
    maximum_age      INTEGER NOT NULL CHECK (maximum_age BETWEEN 0 AND 1095), -- days; 0: none
    remembered       INTEGER NOT NULL CHECK (remembered BETWEEN 0 AND 24),
    hard_expiry      INTEGER NOT NULL CHECK (hard_expiry IN (0, 1))
);

-- What has a name, a path and an id. What each kind has besides stands in a table of its own.
CREATE TABLE iam_entity (
    id         TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 21),
    account_id TEXT    NOT NULL REFERENCES account (id),
    kind       TEXT    NOT NULL CHECK (kind IN
        ('USER', 'GROUP', 'ROLE', 'POLICY', 'PROFILE', 'DEVICE', 'PROVIDER')),
    path       TEXT    NOT NULL CHECK (path LIKE '/%' AND length(path) <= 512),
    name       TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    created    BIGINT  NOT NULL
);
CREATE UNIQUE INDEX iam_entity_name ON iam_entity (account_id, kind, lower(name));

CREATE TABLE iam_tag (
    entity_id TEXT NOT NULL REFERENCES iam_entity (id) ON DELETE CASCADE,
    tag_key   TEXT NOT NULL CHECK (length(tag_key) BETWEEN 1 AND 128),
    tag_value TEXT NOT NULL CHECK (length(tag_value) <= 256),
    PRIMARY KEY (entity_id, tag_key)
);

CREATE TABLE iam_policy (
    id              TEXT    NOT NULL PRIMARY KEY REFERENCES iam_entity (id) ON DELETE CASCADE,
    arn             TEXT    NOT NULL UNIQUE,
    description     TEXT    NOT NULL,
    default_version INTEGER NOT NULL CHECK (default_version >= 1),
    last_version    INTEGER NOT NULL CHECK (last_version >= default_version)
);

CREATE TABLE iam_policy_version (
    policy_id TEXT    NOT NULL REFERENCES iam_policy (id) ON DELETE CASCADE,
    number    INTEGER NOT NULL CHECK (number >= 1),
    document  TEXT    NOT NULL CHECK (length(document) <= 131072),
    created   BIGINT  NOT NULL,
    PRIMARY KEY (policy_id, number)
);

-- own_arn repeats the ARN of a policy of this account, so that the policy cannot be deleted while
-- it is in use. Policies that AWS ships are in no table.
CREATE TABLE iam_attachment (
    entity_id TEXT NOT NULL REFERENCES iam_entity (id) ON DELETE CASCADE,
    purpose   TEXT NOT NULL CHECK (purpose IN ('GRANT', 'BOUNDARY')),
    arn       TEXT NOT NULL,
    own_arn   TEXT REFERENCES iam_policy (arn),
    PRIMARY KEY (entity_id, purpose, arn),
    CHECK (own_arn = arn OR (own_arn IS NULL AND arn LIKE 'arn:aws:iam::aws:policy/%'))
);
CREATE INDEX iam_attachment_own ON iam_attachment (own_arn);

CREATE TABLE iam_inline_policy (
    entity_id TEXT NOT NULL REFERENCES iam_entity (id) ON DELETE CASCADE,
    name      TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 128),
    document  TEXT NOT NULL CHECK (length(document) <= 131072),
    PRIMARY KEY (entity_id, name)
);

CREATE TABLE iam_membership (
    user_id  TEXT NOT NULL REFERENCES iam_entity (id) ON DELETE CASCADE,
    group_id TEXT NOT NULL REFERENCES iam_entity (id),
    PRIMARY KEY (user_id, group_id)
);
CREATE INDEX iam_membership_group ON iam_membership (group_id);

CREATE TABLE iam_role (
    id          TEXT    NOT NULL PRIMARY KEY REFERENCES iam_entity (id) ON DELETE CASCADE,
    trust       TEXT    NOT NULL CHECK (length(trust) <= 131072),
    description TEXT    NOT NULL CHECK (length(description) <= 1000),
    longest     INTEGER NOT NULL CHECK (longest BETWEEN 3600 AND 43200), -- seconds
    service     TEXT -- which service a service-linked role belongs to
);

CREATE TABLE iam_profile (
    id      TEXT NOT NULL PRIMARY KEY REFERENCES iam_entity (id) ON DELETE CASCADE,
    role_id TEXT REFERENCES iam_role (id)
);
CREATE INDEX iam_profile_role ON iam_profile (role_id);

-- Two keys per user, each in a place of its own.
CREATE TABLE iam_access_key (
    id      TEXT    NOT NULL PRIMARY KEY CHECK (id LIKE 'AKIA%' AND length(id) = 20),
    user_id TEXT    NOT NULL REFERENCES iam_entity (id) ON DELETE CASCADE,
    place   INTEGER NOT NULL CHECK (place IN (0, 1)),
    secret  TEXT    NOT NULL, -- sealed, base64
    status  TEXT    NOT NULL CHECK (status IN ('Active', 'Inactive')),
    created BIGINT  NOT NULL,
    UNIQUE (user_id, place)
);

CREATE TABLE iam_ssh_key (
    id          TEXT    NOT NULL PRIMARY KEY CHECK (id LIKE 'APKA%' AND length(id) = 21),
    user_id     TEXT    NOT NULL REFERENCES iam_entity (id) ON DELETE CASCADE,
    place       INTEGER NOT NULL CHECK (place BETWEEN 0 AND 4),
    body        TEXT    NOT NULL CHECK (length(body) <= 16384),
    fingerprint TEXT    NOT NULL CHECK (length(fingerprint) = 47),
    status      TEXT    NOT NULL CHECK (status IN ('Active', 'Inactive')),
    uploaded    BIGINT  NOT NULL,
    UNIQUE (user_id, place)
);

CREATE TABLE iam_login (
    user_id     TEXT    NOT NULL PRIMARY KEY REFERENCES iam_entity (id) ON DELETE CASCADE,
    hash        TEXT    NOT NULL,
    must_change INTEGER NOT NULL CHECK (must_change IN (0, 1)),
    created     BIGINT  NOT NULL,
    changed     BIGINT  NOT NULL
);

-- Earlier passwords, place 0 the newest.
CREATE TABLE iam_earlier_password (
    user_id TEXT    NOT NULL REFERENCES iam_login (user_id) ON DELETE CASCADE,
    place   INTEGER NOT NULL CHECK (place BETWEEN 0 AND 23),
    hash    TEXT    NOT NULL,
    PRIMARY KEY (user_id, place)
);

CREATE TABLE iam_device (
    id        TEXT    NOT NULL PRIMARY KEY REFERENCES iam_entity (id) ON DELETE CASCADE,
    seed      TEXT    NOT NULL, -- sealed, base64
    user_id   TEXT    REFERENCES iam_entity (id),
    since     BIGINT,
    last_step BIGINT,
    drift     INTEGER,
    CHECK ((user_id IS NULL) = (since IS NULL)),
    CHECK ((user_id IS NULL) = (last_step IS NULL)),
    CHECK ((user_id IS NULL) = (drift IS NULL))
);
CREATE INDEX iam_device_user ON iam_device (user_id);

CREATE TABLE iam_provider_fact (
    provider_id TEXT    NOT NULL REFERENCES iam_entity (id) ON DELETE CASCADE,
    fact        TEXT    NOT NULL CHECK (fact IN ('CLIENT', 'THUMBPRINT')),
    place       INTEGER NOT NULL,
    text        TEXT    NOT NULL CHECK (length(text) BETWEEN 1 AND 255),
    PRIMARY KEY (provider_id, fact, place)
);

-- When a key or a role was last of use: written now and then, not with each call.
CREATE TABLE iam_last_use (
    id      TEXT   NOT NULL PRIMARY KEY,
    at      BIGINT NOT NULL,
    region  TEXT   NOT NULL,
    service TEXT   NOT NULL
);

INSERT INTO iam_entity (id, account_id, kind, path, name, created)
    SELECT id, account_id, 'USER', '/', name, created FROM iam_user;
INSERT INTO iam_tag (entity_id, tag_key, tag_value)
    SELECT user_id, tag_key, tag_value FROM iam_user_tag;
-- Until now nobody but the administrator could have a key, and no more than one.
INSERT INTO iam_access_key (id, user_id, place, secret, status, created)
    SELECT id, user_id, 0, secret, status, created FROM access_key;
INSERT INTO iam_attachment (entity_id, purpose, arn, own_arn)
    SELECT id, 'GRANT', 'arn:aws:iam::aws:policy/AdministratorAccess', NULL FROM iam_user
    WHERE name = 'admin';

DROP TABLE access_key;
DROP TABLE iam_user_tag;
DROP TABLE iam_user;
