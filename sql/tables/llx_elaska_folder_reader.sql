-- eLaska, GPL-3.0-or-later. Who reads a folder that is not for everybody: people, or groups of them. DOC-01, DOC-14, SEC-11.
CREATE TABLE llx_elaska_folder_reader (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_folder BIGINT NOT NULL,
    fk_user INTEGER NULL,
    fk_usergroup INTEGER NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
