-- eLaska, GPL-3.0-or-later. Third parties an account acts for, with its role there. PORT-04.
CREATE TABLE llx_elaska_account_client (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_account BIGINT NOT NULL,
    fk_soc INTEGER NOT NULL,
    profile VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'particulier',
    role VARCHAR(32) NOT NULL DEFAULT '',
    active SMALLINT NOT NULL DEFAULT 1,
    created_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
