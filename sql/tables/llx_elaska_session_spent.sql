-- eLaska, GPL-3.0-or-later. Renewal tokens already used: seeing one again closes all sessions of the account. SEC-02.
CREATE TABLE llx_elaska_session_spent (
    refresh_hash BINARY(32) NOT NULL PRIMARY KEY,
    fk_account BIGINT NOT NULL,
    spent_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
