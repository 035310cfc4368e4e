-- eLaska, GPL-3.0-or-later. Comments on tasks, documents, requests and cases; internal ones are the firm's, hidden ones too. CASE-23, CASE-29, DOC-05.
CREATE TABLE llx_elaska_comment (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    object VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    object_id BIGINT NOT NULL,
    fk_case BIGINT NULL,
    fk_soc INTEGER NOT NULL,
    body TEXT NOT NULL,
    internal SMALLINT NOT NULL DEFAULT 0,
    fk_user INTEGER NULL,
    fk_account BIGINT NULL,
    at BIGINT NOT NULL,
    edited_at BIGINT NULL,
    hidden_at BIGINT NULL,
    fk_user_hide INTEGER NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
