-- eLaska, GPL-3.0-or-later. Rate model of a case, dated: the row valid on a work day prices its time. TIME-09.
CREATE TABLE llx_elaska_case_terms (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_case BIGINT NOT NULL,
    valid_from DATE NOT NULL,
    model VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    currency CHAR(3) CHARACTER SET ascii NOT NULL,
    rate_num BIGINT NULL,
    rate_den BIGINT NULL,
    included_s INTEGER NULL,
    price_minor BIGINT NULL,
    overage_num BIGINT NULL,
    overage_den BIGINT NULL,
    vat_milli INTEGER NOT NULL,
    invoicing VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'end',
    created_at BIGINT NOT NULL,
    fk_user_creat INTEGER NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
