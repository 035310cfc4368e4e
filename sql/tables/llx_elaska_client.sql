-- eLaska, GPL-3.0-or-later. What the firm decided for one third party; NULL: as the setting says. TIME-18.
CREATE TABLE llx_elaska_client (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_soc INTEGER NOT NULL,
    show_amounts SMALLINT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
