-- eLaska, GPL-3.0-or-later. What the antivirus said of stored bytes: one row for each place that was deposited while one was set up. SEC-15.
CREATE TABLE llx_elaska_scan (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_file BIGINT NOT NULL,
    place VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    found VARCHAR(120) NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at BIGINT NULL,
    lease_owner VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at BIGINT NOT NULL,
    scanned_at BIGINT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
