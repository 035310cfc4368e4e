-- eLaska, GPL-3.0-or-later. Saved views of lists, personal or shared; the row without a name is what a person keeps (columns, order, default view). CRM-23.
CREATE TABLE llx_elaska_view (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    list VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fk_user INTEGER NOT NULL,
    name VARCHAR(80) NOT NULL,
    shared SMALLINT NOT NULL DEFAULT 0,
    body TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
