-- eLaska, GPL-3.0-or-later. Checklist of a task; the client ticks the lines that are his. CASE-23.
CREATE TABLE llx_elaska_task_check (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    fk_task BIGINT NOT NULL,
    position INTEGER NOT NULL,
    label VARCHAR(255) NOT NULL,
    client SMALLINT NOT NULL DEFAULT 0,
    done_at BIGINT NULL,
    fk_user INTEGER NULL,
    fk_account BIGINT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
