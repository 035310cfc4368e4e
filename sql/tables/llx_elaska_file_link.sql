-- eLaska, GPL-3.0-or-later. Further objects that a document belongs to, without a copy; fk_case: theirs. DOC-02.
CREATE TABLE llx_elaska_file_link (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_file BIGINT NOT NULL,
    object VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    object_id BIGINT NOT NULL,
    fk_case BIGINT NULL,
    at BIGINT NOT NULL,
    fk_user INTEGER NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
