-- eLaska, GPL-3.0-or-later. Last passwords of an account, as slow hashes. SEC-03.
CREATE TABLE llx_elaska_account_password (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    fk_account BIGINT NOT NULL,
    password_hash VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
