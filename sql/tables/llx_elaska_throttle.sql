-- eLaska, GPL-3.0-or-later. Failed attempts and public calls per address, in windows. SEC-04, SEC-22.
CREATE TABLE llx_elaska_throttle (
    bucket BINARY(32) NOT NULL PRIMARY KEY,
    window_at BIGINT NOT NULL,
    hits INTEGER NOT NULL DEFAULT 0,
    blocked_until BIGINT NOT NULL DEFAULT 0
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
