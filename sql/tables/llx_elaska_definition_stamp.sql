-- eLaska, GPL-3.0-or-later. A number drawn at each change of an entity's definitions: processes keep what they parsed under it.
CREATE TABLE llx_elaska_definition_stamp (
    entity INTEGER NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
