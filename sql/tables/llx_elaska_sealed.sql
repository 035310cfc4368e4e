-- eLaska, GPL-3.0-or-later. Encrypted values of sensitive fields: JSON holds {"sealed": uid}. A value never changes; it is encrypted anew when keys are renewed. lasting 0: of a draft. SEC-06.
CREATE TABLE llx_elaska_sealed (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    uid BINARY(16) NOT NULL,
    entity INTEGER NOT NULL,
    object VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    object_id BIGINT NOT NULL,
    field VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    purpose VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    lasting SMALLINT NOT NULL DEFAULT 1,
    key_version INTEGER NOT NULL,
    envelope LONGBLOB NOT NULL,
    digest BINARY(32) NULL,
    at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
