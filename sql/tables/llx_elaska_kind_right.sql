-- eLaska, GPL-3.0-or-later. Rights per kind of case: a kind with rows is for these groups alone. CASE-40.
CREATE TABLE llx_elaska_kind_right (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    kind VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fk_usergroup INTEGER NOT NULL,
    bits INTEGER NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
