-- eLaska, GPL-3.0-or-later. Letters: made, or waiting for a worker with all that it needs to draw them. DOC-20.
CREATE TABLE llx_elaska_letter (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_soc INTEGER NOT NULL,
    fk_case BIGINT NULL,
    fk_definition BIGINT NOT NULL,
    fk_batch BIGINT NULL,
    form_key CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
    lang CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    recipient VARCHAR(190) NOT NULL,
    subject VARCHAR(255) NOT NULL,
    paper MEDIUMTEXT NOT NULL,
    state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempts SMALLINT NOT NULL DEFAULT 0,
    due_at BIGINT NOT NULL DEFAULT 0,
    error VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    visible SMALLINT NOT NULL DEFAULT 0,
    pages SMALLINT NOT NULL DEFAULT 0,
    fk_file BIGINT NULL,
    fk_user INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    made_at BIGINT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
