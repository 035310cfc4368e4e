-- eLaska, GPL-3.0-or-later. Vaults that are open: one person's, in one session, kept hashed; over ten minutes after the last use. DOC-13, SEC-02.
CREATE TABLE llx_elaska_vault_grant (
    token_hash BINARY(32) NOT NULL PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_soc INTEGER NOT NULL,
    fk_account BIGINT NULL,
    fk_session BIGINT NULL,
    fk_user INTEGER NULL,
    at BIGINT NOT NULL,
    listed_at BIGINT NOT NULL DEFAULT 0,
    until_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
