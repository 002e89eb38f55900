-- The question that let a running session start, to be asked again as long as it runs.
-- `caller` is sealed by nothing: it names who asked, and holds no secret.
CREATE TABLE session_question (
    session_id TEXT NOT NULL PRIMARY KEY CHECK (length(session_id) BETWEEN 1 AND 128),
    caller     BLOB NOT NULL,
    question   TEXT NOT NULL
);
