-- eLaska, GPL-3.0-or-later. Files that come in parts: how far they are, with the state of their digest; fk_file once
-- they are whole, for whoever did not hear so; boot: of the machine that has all of it, flushed or not, '' where every part
-- is flushed. DOC-02, SEC-15.
CREATE TABLE llx_elaska_upload (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_soc INTEGER NOT NULL,
    object VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    object_id BIGINT NOT NULL,
    name VARCHAR(255) NOT NULL,
    size BIGINT NOT NULL,
    received BIGINT NOT NULL DEFAULT 0,
    hash VARBINARY(128) NOT NULL,
    place VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    visible SMALLINT NOT NULL,
    category VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
    description VARCHAR(2000) NULL,
    fk_user INTEGER NULL,
    fk_account BIGINT NULL,
    fk_file BIGINT NULL,
    at BIGINT NOT NULL,
    touched_at BIGINT NOT NULL,
    fk_folder BIGINT NULL,
    boot CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
