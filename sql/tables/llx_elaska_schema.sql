-- eLaska, GPL-3.0-or-later. Ledger of migrations: one row per file of sql/migrations and one per activation.
CREATE TABLE llx_elaska_schema (
    name VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    state VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'started',
    checksum BINARY(32) NOT NULL,
    started_at BIGINT NOT NULL,
    done_at BIGINT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
