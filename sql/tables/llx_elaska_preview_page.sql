-- eLaska, GPL-3.0-or-later. Pictures of a preview: page 0 is the small one of lists. The bytes lie in the store of files. DOC-04.
CREATE TABLE llx_elaska_preview_page (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    fk_preview BIGINT NOT NULL,
    page INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    size INTEGER NOT NULL,
    place VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
