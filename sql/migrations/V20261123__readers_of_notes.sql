-- eLaska, GPL-3.0-or-later. Restricted notes name their readers. DOC-14.
CREATE TABLE llx_elaska_note_reader (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_note BIGINT NOT NULL,
    fk_user INTEGER NULL,
    fk_usergroup INTEGER NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
