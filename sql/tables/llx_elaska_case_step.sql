-- eLaska, GPL-3.0-or-later. Steps of a case: a snapshot of its template. A closed case has none to do: kept is the status
-- that reopening gives back. CASE-05, CASE-15.
CREATE TABLE llx_elaska_case_step (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_case BIGINT NOT NULL,
    code VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    label VARCHAR(120) NULL,
    position INTEGER NOT NULL,
    weight SMALLINT NOT NULL DEFAULT 1,
    visible SMALLINT NOT NULL DEFAULT 1,
    status VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'todo',
    kept VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NULL,
    planned_on DATE NULL,
    started_at BIGINT NULL,
    done_at BIGINT NULL,
    fk_user_resp INTEGER NULL,
    fk_user_done INTEGER NULL,
    comment TEXT NULL,
    reason VARCHAR(500) NULL,
    answers LONGTEXT NULL,
    for_client SMALLINT NOT NULL DEFAULT 0,
    sent_at BIGINT NULL,
    fk_account_sent BIGINT NULL,
    fk_definition BIGINT NULL,
    version INTEGER NOT NULL DEFAULT 1
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
