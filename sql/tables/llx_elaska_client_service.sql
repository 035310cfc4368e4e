-- eLaska, GPL-3.0-or-later. Kinds of case that an adviser opened or closed to one client. CASE-09.
CREATE TABLE llx_elaska_client_service (
    entity INTEGER NOT NULL,
    fk_soc INTEGER NOT NULL,
    kind VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    active SMALLINT NOT NULL,
    fk_user INTEGER NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (entity, fk_soc, kind)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
