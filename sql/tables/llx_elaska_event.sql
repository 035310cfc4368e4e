-- eLaska, GPL-3.0-or-later. Timeline and journal, append-only. TIME-06, COM-29.
CREATE TABLE llx_elaska_event (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    at BIGINT NOT NULL,
    kind VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    actor_kind VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fk_user INTEGER NULL,
    fk_account BIGINT NULL,
    fk_soc INTEGER NULL,
    fk_case BIGINT NULL,
    object VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    object_id BIGINT NULL,
    fk_outbox BIGINT NULL,
    visible SMALLINT NOT NULL DEFAULT 0,
    ip VARCHAR(45) CHARACTER SET ascii NULL,
    data TEXT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
