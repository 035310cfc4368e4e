-- eLaska, GPL-3.0-or-later. What we put on a native invoice line. TIME-16.
CREATE TABLE llx_elaska_billing_line (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_run BIGINT NOT NULL,
    fk_soc INTEGER NOT NULL,
    fk_facture INTEGER NOT NULL,
    fk_facturedet INTEGER NOT NULL,
    kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fk_case BIGINT NULL,
    fk_terms BIGINT NULL,
    seconds BIGINT NOT NULL DEFAULT 0,
    rate_num BIGINT NULL,
    rate_den BIGINT NULL,
    vat_milli INTEGER NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency CHAR(3) CHARACTER SET ascii NOT NULL,
    frozen SMALLINT NOT NULL DEFAULT 0,
    differs SMALLINT NOT NULL DEFAULT 0,
    released_at BIGINT NULL,
    created_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
