-- eLaska, GPL-3.0-or-later. Files kept outside of the folders that the web server shows; place is opaque. CASE-19, CASE-23.
CREATE TABLE llx_elaska_file (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_soc INTEGER NOT NULL,
    fk_case BIGINT NULL,
    object VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    object_id BIGINT NOT NULL,
    name VARCHAR(190) NOT NULL,
    type VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    size BIGINT NOT NULL,
    sha256 BINARY(32) NOT NULL,
    place VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    deliverable SMALLINT NOT NULL DEFAULT 0,
    visible SMALLINT NOT NULL DEFAULT 1,
    at BIGINT NOT NULL,
    fk_user INTEGER NULL,
    fk_account BIGINT NULL,
    deleted_at BIGINT NULL,
    fk_user_delete INTEGER NULL,
    missing_at BIGINT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
