-- eLaska, GPL-3.0-or-later. Data keys, wrapped by the master key that stands in a file elsewhere. state: 0 encrypts, 1 opens what it encrypted, 2 retired. SEC-08.
CREATE TABLE llx_elaska_data_key (
    version INTEGER NOT NULL PRIMARY KEY,
    state SMALLINT NOT NULL,
    master BINARY(16) NOT NULL,
    wrapped VARBINARY(72) NOT NULL,
    created_at BIGINT NOT NULL,
    retired_at BIGINT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
