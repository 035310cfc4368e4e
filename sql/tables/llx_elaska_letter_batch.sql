-- eLaska, GPL-3.0-or-later. Letters that were asked for together. DOC-20.
CREATE TABLE llx_elaska_letter_batch (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    form_key CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fk_definition BIGINT NOT NULL,
    total INTEGER NOT NULL,
    fk_user INTEGER NOT NULL,
    created_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
