-- eLaska, GPL-3.0-or-later. What the client is asked to do on a case; case_closed: no longer asked, that case is closed. CASE-27.
CREATE TABLE llx_elaska_action (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_case BIGINT NOT NULL,
    fk_soc INTEGER NOT NULL,
    fk_task BIGINT NULL,
    kinds VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    message TEXT NOT NULL,
    due_on DATE NULL,
    status VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fk_contact INTEGER NULL,
    reply TEXT NULL,
    replied_at BIGINT NULL,
    fk_account BIGINT NULL,
    fk_user INTEGER NULL,
    created_at BIGINT NOT NULL,
    reminded SMALLINT NOT NULL DEFAULT 0,
    case_closed SMALLINT NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 1
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
