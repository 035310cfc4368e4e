-- eLaska, GPL-3.0-or-later. How far the look for values in clear of fields that became sensitive is, one row for each entity. stamp: of the definitions that it goes by; part 0 clients, 1 sheets, 2 history. SEC-06.
CREATE TABLE llx_elaska_sealing (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    stamp BIGINT NOT NULL,
    part SMALLINT NOT NULL,
    after_id BIGINT NOT NULL,
    looked BIGINT NOT NULL,
    total BIGINT NOT NULL,
    found BIGINT NOT NULL,
    sealed BIGINT NOT NULL,
    begun_at BIGINT NOT NULL,
    ended_at BIGINT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
