-- eLaska, GPL-3.0-or-later. Words of stored files, taken out by the media worker: searched, and shown where the file is plain text. DOC-04, DOC-25.
CREATE TABLE llx_elaska_file_text (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_file BIGINT NOT NULL,
    place VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    body MEDIUMTEXT NOT NULL,
    cut SMALLINT NOT NULL DEFAULT 0,
    at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
