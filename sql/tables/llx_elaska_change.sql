-- eLaska, GPL-3.0-or-later. Field-level history of our objects: one row per field that changed.
CREATE TABLE llx_elaska_change (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    object VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    object_id BIGINT NOT NULL,
    field VARCHAR(64) NOT NULL,
    value_old MEDIUMTEXT NULL,
    value_new MEDIUMTEXT NULL,
    at BIGINT NOT NULL,
    fk_user INTEGER NULL,
    fk_account BIGINT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
