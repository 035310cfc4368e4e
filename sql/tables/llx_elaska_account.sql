-- eLaska, GPL-3.0-or-later. Portal accounts: one person, several third parties. PORT-04, SEC-02..04.
CREATE TABLE llx_elaska_account (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    email VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    name VARCHAR(128) NOT NULL,
    password_hash VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NULL,
    status VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    lang CHAR(2) CHARACTER SET ascii NOT NULL DEFAULT 'fr',
    fk_socpeople INTEGER NULL,
    failed_count INTEGER NOT NULL DEFAULT 0,
    failed_since BIGINT NOT NULL DEFAULT 0,
    locked_until BIGINT NOT NULL DEFAULT 0,
    lock_level SMALLINT NOT NULL DEFAULT 0,
    password_at BIGINT NULL,
    last_login_at BIGINT NULL,
    created_at BIGINT NOT NULL,
    fk_user_creat INTEGER NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
