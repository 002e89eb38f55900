-- What IAM keeps for users beside access keys: certificates, and passwords for single services.
CREATE TABLE iam_certificate (
    id       TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    user_id  TEXT    NOT NULL REFERENCES iam_entity (id) ON DELETE CASCADE,
    place    INTEGER NOT NULL CHECK (place IN (0, 1)),
    body     TEXT    NOT NULL CHECK (length(body) <= 16384),
    status   TEXT    NOT NULL CHECK (status IN ('Active', 'Inactive')),
    uploaded BIGINT  NOT NULL,
    UNIQUE (user_id, place)
);

CREATE TABLE iam_service_credential (
    id         TEXT    NOT NULL PRIMARY KEY CHECK (id LIKE 'ACCA%' AND length(id) = 21),
    user_id    TEXT    NOT NULL REFERENCES iam_entity (id) ON DELETE CASCADE,
    place      INTEGER NOT NULL CHECK (place BETWEEN 0 AND 99),
    service    TEXT    NOT NULL CHECK (length(service) <= 128),
    login_name TEXT    NOT NULL CHECK (length(login_name) <= 200),
    hash       TEXT    NOT NULL,
    status     TEXT    NOT NULL CHECK (status IN ('Active', 'Inactive')),
    created    BIGINT  NOT NULL,
    UNIQUE (user_id, place)
);
