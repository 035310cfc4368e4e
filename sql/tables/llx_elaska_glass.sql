-- eLaska, GPL-3.0-or-later. Documents of a level that an administrator opened for himself, with his reason; added to, never changed, kept when the document is gone. SEC-11.
CREATE TABLE llx_elaska_glass (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_file BIGINT NOT NULL,
    fk_user INTEGER NOT NULL,
    reason VARCHAR(500) NOT NULL,
    at BIGINT NOT NULL,
    until_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
