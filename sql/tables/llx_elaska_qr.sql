-- eLaska, GPL-3.0-or-later. Codes printed on paper and shown on pages: one an object, opaque; a renewed one leads nowhere any more. DOC-21.
CREATE TABLE llx_elaska_qr (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    object VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    object_id BIGINT NOT NULL,
    code CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at BIGINT NOT NULL,
    renewed_at BIGINT NULL,
    fk_user_renew INTEGER NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
