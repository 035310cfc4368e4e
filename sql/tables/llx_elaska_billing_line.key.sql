-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- one record per native line
ALTER TABLE llx_elaska_billing_line ADD UNIQUE INDEX uk_elaska_billing_line (fk_facturedet);
-- lines of an invoice
ALTER TABLE llx_elaska_billing_line ADD INDEX idx_elaska_billing_line_invoice (fk_facture);
-- what a case was billed (package, fixed price)
ALTER TABLE llx_elaska_billing_line ADD INDEX idx_elaska_billing_line_case (fk_case, kind);
-- what hangs on a client before Dolibarr deletes him
ALTER TABLE llx_elaska_billing_line ADD INDEX idx_elaska_billing_line_client (fk_soc);
-- lines of a run
ALTER TABLE llx_elaska_billing_line ADD INDEX idx_elaska_billing_line_run (fk_run);
-- a line has its run
ALTER TABLE llx_elaska_billing_line ADD CONSTRAINT fk_elaska_billing_line_run FOREIGN KEY (fk_run) REFERENCES llx_elaska_billing_run (rowid) ON DELETE RESTRICT;
