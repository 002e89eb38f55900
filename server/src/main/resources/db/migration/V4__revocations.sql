-- Temporary credentials that stand on this key, user, role or node are void when they were issued
-- at or before `last` (epoch milliseconds). Rows are of no use once no such credentials can live.
CREATE TABLE revocation (
    id   TEXT   NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 128),
    last BIGINT NOT NULL
);
