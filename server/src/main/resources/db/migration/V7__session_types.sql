-- Sessions of more types than AWS has: which there are is the documents' affair (SessionType). SQLite
-- cannot change a CHECK, so the table is made anew. Tokens go with the old one: they live for
-- minutes, and both ends of a session that is reopened after a restart ask for new ones.
CREATE TABLE session_next (
    id               TEXT    NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 96),
    account_id       TEXT    NOT NULL CHECK (length(account_id) = 12),
    owner_arn        TEXT    NOT NULL,
    owner_id         TEXT    NOT NULL,
    node_id          TEXT    NOT NULL CHECK (length(node_id) = 20), -- may be deregistered since
    target           TEXT    NOT NULL, -- as the caller wrote it
    asked_document   TEXT, -- as the caller wrote it
    reason           TEXT CHECK (length(reason) BETWEEN 1 AND 256),
    document         TEXT    NOT NULL,
    session_type     TEXT    NOT NULL CHECK (session_type <> ''),
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
    forward_target   TEXT CHECK (length(forward_target) <= 300),
    FOREIGN KEY (previous_state, state) REFERENCES session_move (from_state, to_state),
    CHECK ((state IN ('Terminated', 'Failed')) = (ended IS NOT NULL)),
    CHECK ((ended IS NULL) = (end_cause IS NULL)),
    CHECK ((ended IS NULL) = (end_text IS NULL))
);
INSERT INTO session_next SELECT * FROM session;
DROP TABLE session;
ALTER TABLE session_next RENAME TO session;
CREATE INDEX session_by_start ON session (account_id, started, id);
CREATE INDEX session_by_state ON session (state, started);
CREATE INDEX session_by_node ON session (node_id, state);
