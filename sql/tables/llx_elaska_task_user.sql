-- eLaska, GPL-3.0-or-later. Who is to do a task. CASE-20.
CREATE TABLE llx_elaska_task_user (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    fk_task BIGINT NOT NULL,
    fk_user INTEGER NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
