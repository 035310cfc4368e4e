-- eLaska, GPL-3.0-or-later. Portal sessions: opaque tokens, stored hashed; revocation is immediate. SEC-02, SEC-05.
CREATE TABLE llx_elaska_session (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    token_hash BINARY(32) NOT NULL,
    refresh_hash BINARY(32) NOT NULL,
    family BINARY(16) NOT NULL,
    fk_account BIGINT NOT NULL,
    access_until BIGINT NOT NULL,
    renew_until BIGINT NOT NULL,
    remember SMALLINT NOT NULL DEFAULT 0,
    user_agent VARCHAR(255) NOT NULL DEFAULT '',
    ip VARCHAR(45) CHARACTER SET ascii NOT NULL DEFAULT '',
    device_hash BINARY(32) NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
