-- eLaska, GPL-3.0-or-later. What the firm decided for one third party; NULL: as the setting says (TIME-18). kinds: bits, 0 as its type says (CRM-01). fields: its custom ones (CRM-07).
CREATE TABLE llx_elaska_client (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_soc INTEGER NOT NULL,
    show_amounts SMALLINT NULL,
    kinds SMALLINT NOT NULL DEFAULT 0,
    fields LONGTEXT NULL,
    version INTEGER NOT NULL DEFAULT 1
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
