-- eLaska, GPL-3.0-or-later. Older versions of documents; the newest is the document's own row. One that was taken up again has its
-- bytes named twice. DOC-24.
CREATE TABLE llx_elaska_file_version (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_file BIGINT NOT NULL,
    number INTEGER NOT NULL,
    name VARCHAR(190) NOT NULL,
    type VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    size BIGINT NOT NULL,
    sha256 BINARY(32) NOT NULL,
    place VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at BIGINT NOT NULL,
    fk_user INTEGER NULL,
    fk_account BIGINT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
