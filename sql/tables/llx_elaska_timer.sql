-- eLaska, GPL-3.0-or-later. Running and paused timers: the server keeps the start. TIME-02.
CREATE TABLE llx_elaska_timer (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_user INTEGER NOT NULL,
    fk_soc INTEGER NULL,
    fk_case BIGINT NULL,
    fk_projet INTEGER NULL,
    fk_task INTEGER NULL,
    fk_ticket INTEGER NULL,
    fk_activity INTEGER NULL,
    note VARCHAR(255) NOT NULL DEFAULT '',
    started_at BIGINT NOT NULL,
    running_since BIGINT NULL,
    accrued_s INTEGER NOT NULL DEFAULT 0,
    running_user INTEGER GENERATED ALWAYS AS (CASE WHEN running_since IS NULL THEN NULL ELSE fk_user END) STORED
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
