-- eLaska, GPL-3.0-or-later. What stands before a folder: itself and those above it that are not for everybody, each with its level; whoever
-- passes all of them reads it and what lies in it. Kept with every change of the tree. DOC-01, DOC-14.
CREATE TABLE llx_elaska_folder_guard (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    fk_folder BIGINT NOT NULL,
    fk_guard BIGINT NOT NULL,
    level SMALLINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
