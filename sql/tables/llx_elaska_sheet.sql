-- eLaska, GPL-3.0-or-later. What is entered in the custom fields of a contact, a contract, a ticket, a task; clients and cases hold theirs themselves. fk_task: the task of ours that it is about. PLAT-08.
CREATE TABLE llx_elaska_sheet (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    object VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    object_id BIGINT NOT NULL,
    fk_task BIGINT NULL,
    fields LONGTEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
