-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- terms of a case on a day
ALTER TABLE llx_elaska_case_terms ADD UNIQUE INDEX uk_elaska_case_terms (fk_case, valid_from);
-- fixed prices and packages still to invoice
ALTER TABLE llx_elaska_case_terms ADD INDEX idx_elaska_case_terms_model (entity, model, fk_case);
-- terms go with their case
ALTER TABLE llx_elaska_case_terms ADD CONSTRAINT fk_elaska_case_terms_case FOREIGN KEY (fk_case) REFERENCES llx_elaska_case (rowid) ON DELETE CASCADE;
