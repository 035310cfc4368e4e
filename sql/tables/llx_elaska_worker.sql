-- eLaska, GPL-3.0-or-later. Heartbeat and counters of daemons, shown by the setup page.
CREATE TABLE llx_elaska_worker (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    host VARCHAR(128) NOT NULL,
    pid BIGINT NOT NULL,
    version VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    started_at BIGINT NOT NULL,
    beat_at BIGINT NOT NULL,
    counters TEXT NULL,
    last_error VARCHAR(255) NOT NULL DEFAULT ''
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
