-- eLaska, GPL-3.0-or-later. Folders of a client's documents. siblings: fk_parent, or 0 at the top; twin: tells apart those of one name where
-- whoever named the second does not see the first; name_en: of what a model named, in English; model: what the model calls it, with its year,
-- once for each client; hidden: from the client, by itself or by one above. DOC-01.
CREATE TABLE llx_elaska_folder (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_soc INTEGER NOT NULL,
    fk_case BIGINT NULL,
    fk_parent BIGINT NULL,
    siblings BIGINT NOT NULL DEFAULT 0,
    name VARCHAR(120) NOT NULL,
    name_en VARCHAR(120) NULL,
    twin BIGINT NOT NULL DEFAULT 0,
    icon VARCHAR(31) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    colour VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    visible SMALLINT NOT NULL DEFAULT 1,
    hidden SMALLINT NOT NULL DEFAULT 0,
    level SMALLINT NOT NULL DEFAULT 0,
    position INTEGER NOT NULL DEFAULT 0,
    model VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NULL,
    year SMALLINT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    at BIGINT NOT NULL,
    fk_user INTEGER NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
