-- eLaska, GPL-3.0-or-later. Notes on a case: of the firm alone, or shared with the client. CASE-37, SEC-11.
CREATE TABLE llx_elaska_note (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_case BIGINT NOT NULL,
    body MEDIUMTEXT NOT NULL,
    shared SMALLINT NOT NULL DEFAULT 0,
    level SMALLINT NOT NULL DEFAULT 0,
    fk_user INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
