-- eLaska, GPL-3.0-or-later. The revision in force of each definition, and the latest one shipped. CASE-04.
CREATE TABLE llx_elaska_definition_head (
    entity INTEGER NOT NULL,
    kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fk_definition BIGINT NOT NULL,
    fk_definition_pack BIGINT NULL,
    active SMALLINT NOT NULL DEFAULT 1,
    position INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 1,
    updated_at BIGINT NOT NULL,
    fk_user_modif INTEGER NOT NULL,
    PRIMARY KEY (entity, kind, code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
