-- eLaska, GPL-3.0-or-later. One native document asked for (kind: invoice or proposal): the key makes a double click harmless. TIME-16.
CREATE TABLE llx_elaska_billing_run (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    request_key VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'invoice',
    fk_document INTEGER NOT NULL,
    fk_user INTEGER NOT NULL,
    created_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
