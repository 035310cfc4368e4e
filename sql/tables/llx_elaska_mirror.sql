-- eLaska, GPL-3.0-or-later. What Dolibarr's own project, task or time must be told, once committed. PLAT-18.
CREATE TABLE llx_elaska_mirror (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    object VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    object_id BIGINT NOT NULL,
    fk_native INTEGER NULL,
    people TEXT CHARACTER SET ascii NULL,
    wanted INTEGER NOT NULL DEFAULT 1,
    wanted_at BIGINT NOT NULL,
    state VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at BIGINT NOT NULL,
    error VARCHAR(255) NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
