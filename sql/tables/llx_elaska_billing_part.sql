-- eLaska, GPL-3.0-or-later. Seconds of one entry on one line; an entry crossing a package limit has two. TIME-09, TIME-16.
CREATE TABLE llx_elaska_billing_part (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    fk_line BIGINT NOT NULL,
    fk_time BIGINT NOT NULL,
    kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seconds INTEGER NOT NULL,
    active SMALLINT NULL DEFAULT 1
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
