-- eLaska, GPL-3.0-or-later. Values of the searchable fields of cases, beside the JSON that holds all of them: what criteria find by index. CRM-23.
CREATE TABLE llx_elaska_value (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_case BIGINT NOT NULL,
    code VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    text VARCHAR(255) NULL,
    number DECIMAL(24,6) NULL,
    day DATE NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
