-- eLaska, GPL-3.0-or-later. Documents of clients' vaults. Bytes are encrypted in the store, name and description are sealed values (about); the key goes with the document. received < size: on its way. scan: what the antivirus said. DOC-13, SEC-15.
CREATE TABLE llx_elaska_vault (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_soc INTEGER NOT NULL,
    about CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
    type VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    size BIGINT NOT NULL,
    received BIGINT NOT NULL DEFAULT 0,
    place VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fk_account BIGINT NOT NULL,
    at BIGINT NOT NULL,
    touched_at BIGINT NOT NULL,
    whole_at BIGINT NULL,
    deleted_at BIGINT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    scan VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NULL,
    scan_due_at BIGINT NULL,
    scan_owner VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NULL,
    scan_attempts INTEGER NOT NULL DEFAULT 0
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
