-- eLaska, GPL-3.0-or-later. Single-use links (invitation, reset), stored hashed. SEC-02.
CREATE TABLE llx_elaska_account_token (
    token_hash BINARY(32) NOT NULL PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_account BIGINT NOT NULL,
    kind VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT NULL,
    created_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
