-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- the same form sent twice gives the same document; one choice may become a proposal, then an invoice
ALTER TABLE llx_elaska_billing_run ADD UNIQUE INDEX uk_elaska_billing_run (entity, request_key, kind);
-- runs of a document
ALTER TABLE llx_elaska_billing_run ADD INDEX idx_elaska_billing_run_document (fk_document);
