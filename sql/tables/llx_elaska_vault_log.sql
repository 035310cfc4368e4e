-- eLaska, GPL-3.0-or-later. What became of a vault: every opening, reading, change and refusal, with who and from where; no name of a document. Added to, never changed. DOC-13, SEC-12.
CREATE TABLE llx_elaska_vault_log (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_soc INTEGER NOT NULL,
    at BIGINT NOT NULL,
    fk_vault BIGINT NULL,
    fk_account BIGINT NULL,
    fk_user INTEGER NULL,
    action VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    result VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    users VARCHAR(600) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    ip VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    device VARCHAR(64) NOT NULL DEFAULT ''
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
