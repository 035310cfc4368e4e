-- eLaska, GPL-3.0-or-later. What a change has set off: each effect runs once, a failed one is seen and run again. CASE-02.
CREATE TABLE llx_elaska_effect (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_case BIGINT NOT NULL,
    source VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    source_id BIGINT NOT NULL,
    position SMALLINT NOT NULL,
    what VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    body TEXT NOT NULL,
    state VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    error VARCHAR(255) NOT NULL DEFAULT '',
    attempts SMALLINT NOT NULL DEFAULT 1,
    at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
