-- eLaska, GPL-3.0-or-later. Activity categories, a Dolibarr dictionary. TIME-05.
CREATE TABLE llx_elaska_activity (
    rowid INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL DEFAULT 1,
    code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    label VARCHAR(80) NOT NULL,
    label_en VARCHAR(80) NOT NULL DEFAULT '',
    colour VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'slate',
    icon VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'clock',
    billable SMALLINT NOT NULL DEFAULT 1,
    position INTEGER NOT NULL DEFAULT 0,
    active SMALLINT NOT NULL DEFAULT 1
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
