-- eLaska, GPL-3.0-or-later. What the antivirus said of a document of a vault. DOC-13, SEC-15.
ALTER TABLE llx_elaska_vault
    ADD COLUMN scan VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER version,
    ADD COLUMN scan_due_at BIGINT NULL AFTER scan,
    ADD COLUMN scan_owner VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER scan_due_at,
    ADD COLUMN scan_attempts INTEGER NOT NULL DEFAULT 0 AFTER scan_owner,
    ADD INDEX idx_elaska_vault_scan (entity, scan_due_at);
