-- eLaska, GPL-3.0-or-later. Definitions: templates, lists, statuses, custom fields. A row never changes: a new revision is a new row. CASE-04.
CREATE TABLE llx_elaska_definition (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    revision INTEGER NOT NULL,
    origin VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pack VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    pack_version VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    body MEDIUMTEXT NOT NULL,
    digest BINARY(32) NOT NULL,
    created_at BIGINT NOT NULL,
    fk_user_creat INTEGER NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
