-- What sessions are made of, and the sessions. Times are epoch milliseconds.

CREATE TABLE document (
    account_id      TEXT    NOT NULL CHECK (length(account_id) = 12),
    name            TEXT    NOT NULL CHECK (length(name) BETWEEN 3 AND 128),
    type            TEXT    NOT NULL CHECK (type IN ('Session', 'Command')),
    display_name    TEXT,
    target_type     TEXT,
    default_version INTEGER NOT NULL CHECK (default_version >= 1),
    latest_version  INTEGER NOT NULL CHECK (latest_version >= default_version),
    last_version    INTEGER NOT NULL CHECK (last_version >= latest_version),
    created         INTEGER NOT NULL,
    PRIMARY KEY (account_id, name)
);

CREATE TABLE document_version (
    account_id   TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    number       INTEGER NOT NULL CHECK (number >= 1),
    version_name TEXT,
    format       TEXT    NOT NULL CHECK (format IN ('JSON', 'YAML', 'TEXT')),
    content      TEXT    NOT NULL CHECK (length(content) <= 65536),
    created      INTEGER NOT NULL,
    PRIMARY KEY (account_id, name, number),
    UNIQUE (account_id, name, version_name),
    FOREIGN KEY (account_id, name) REFERENCES document (account_id, name) ON DELETE CASCADE
);

CREATE TABLE document_share (
    account_id  TEXT NOT NULL,
    name        TEXT NOT NULL,
    shared_with TEXT NOT NULL CHECK (shared_with = 'all' OR length(shared_with) = 12),
    PRIMARY KEY (account_id, name, shared_with),
    FOREIGN KEY (account_id, name) REFERENCES document (account_id, name) ON DELETE CASCADE
);
CREATE INDEX document_share_reader ON document_share (shared_with);

-- The only moves a session may make.
CREATE TABLE session_move (
    from_state TEXT NOT NULL,
    to_state   TEXT NOT NULL,
    PRIMARY KEY (from_state, to_state)
);
INSERT INTO session_move (from_state, to_state) VALUES
    ('New', 'Connecting'),
    ('Connecting', 'Connected'),
    ('Connecting', 'Terminating'),
    ('Connecting', 'Terminated'),
    ('Connecting', 'Failed'),
    ('Connected', 'Disconnected'),
    ('Connected', 'Terminating'),
    ('Connected', 'Terminated'),
    ('Connected', 'Failed'),
    ('Disconnected', 'Connected'),
    ('Disconnected', 'Terminating'),
    ('Disconnected', 'Terminated'),
    ('Disconnected', 'Failed'),
    ('Terminating', 'Terminated'),
    ('Terminating', 'Failed');

CREATE TABLE session (
    id               TEXT    NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 96),
    account_id       TEXT    NOT NULL CHECK (length(account_id) = 12),
    owner_arn        TEXT    NOT NULL,
    owner_id         TEXT    NOT NULL,
    node_id          TEXT    NOT NULL CHECK (length(node_id) = 20), -- may be deregistered since
    target           TEXT    NOT NULL, -- as the caller wrote it
    asked_document   TEXT, -- as the caller wrote it
    reason           TEXT CHECK (length(reason) BETWEEN 1 AND 256),
    document         TEXT    NOT NULL,
    session_type     TEXT    NOT NULL CHECK (session_type IN
        ('Standard_Stream', 'InteractiveCommands', 'NonInteractiveCommands', 'Port')),
    port_type        TEXT,
    separate_output  INTEGER NOT NULL CHECK (separate_output IN (0, 1)),
    idle             INTEGER NOT NULL CHECK (idle > 0),
    maximum          INTEGER CHECK (maximum > 0),
    run_as           TEXT, -- absent: the agent's own user; empty: the tag alone decides
    run_as_user      TEXT CHECK (run_as_user <> 'root'),
    agent_content    TEXT    NOT NULL, -- JSON
    agent_parameters TEXT    NOT NULL, -- JSON
    extensions       TEXT    NOT NULL, -- JSON
    recording        TEXT    NOT NULL,
    previous_state   TEXT    NOT NULL,
    state            TEXT    NOT NULL,
    started          INTEGER NOT NULL,
    ended            INTEGER,
    end_cause        TEXT,
    end_text         TEXT,
    task_sent        INTEGER NOT NULL DEFAULT 0 CHECK (task_sent IN (0, 1)),
    released         INTEGER NOT NULL DEFAULT 0 CHECK (released IN (0, 1)),
    FOREIGN KEY (previous_state, state) REFERENCES session_move (from_state, to_state),
    CHECK ((state IN ('Terminated', 'Failed')) = (ended IS NOT NULL)),
    CHECK ((ended IS NULL) = (end_cause IS NULL)),
    CHECK ((ended IS NULL) = (end_text IS NULL))
);
CREATE INDEX session_by_start ON session (account_id, started, id);
CREATE INDEX session_by_state ON session (state, started);
CREATE INDEX session_by_node ON session (node_id, state);

CREATE TABLE session_token (
    hash       TEXT    NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
    session_id TEXT    NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    side       TEXT    NOT NULL CHECK (side IN ('CLIENT', 'NODE')),
    expires    INTEGER NOT NULL
);
CREATE INDEX session_token_expires ON session_token (expires);
CREATE INDEX session_token_session ON session_token (session_id);
