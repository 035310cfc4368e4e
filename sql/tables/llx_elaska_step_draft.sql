-- eLaska, GPL-3.0-or-later. Answers to the form of a step that a client is writing; seen by nobody else. CASE-07, CASE-34.
CREATE TABLE llx_elaska_step_draft (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_step BIGINT NOT NULL,
    fk_account BIGINT NOT NULL,
    answers LONGTEXT NOT NULL,
    base LONGTEXT NOT NULL,
    version INTEGER NOT NULL,
    page VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
    at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
