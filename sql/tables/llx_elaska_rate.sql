-- eLaska, GPL-3.0-or-later. Hourly rates below the case: task, client, category, user, default. TIME-09.
CREATE TABLE llx_elaska_rate (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    level VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fk_target BIGINT NOT NULL DEFAULT 0,
    rate_num BIGINT NOT NULL,
    rate_den BIGINT NOT NULL,
    currency CHAR(3) CHARACTER SET ascii NOT NULL,
    updated_at BIGINT NOT NULL,
    fk_user_modif INTEGER NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
