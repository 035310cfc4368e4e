-- eLaska, GPL-3.0-or-later. A run writes an invoice or a commercial proposal; a key counts once for each. TIME-16.
ALTER TABLE llx_elaska_billing_run
    CHANGE COLUMN fk_facture fk_document INTEGER NOT NULL,
    ADD COLUMN kind VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'invoice' AFTER request_key,
    DROP INDEX uk_elaska_billing_run,
    ADD UNIQUE INDEX uk_elaska_billing_run (entity, request_key, kind),
    DROP INDEX idx_elaska_billing_run_invoice,
    ADD INDEX idx_elaska_billing_run_document (fk_document);
