-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- the same form sent again is the same batch
ALTER TABLE llx_elaska_letter_batch ADD UNIQUE INDEX uk_elaska_letter_batch_key (entity, form_key);
-- the revision that its letters are made with
ALTER TABLE llx_elaska_letter_batch ADD INDEX idx_elaska_letter_batch_definition (fk_definition);
ALTER TABLE llx_elaska_letter_batch ADD CONSTRAINT fk_elaska_letter_batch_definition FOREIGN KEY (fk_definition) REFERENCES llx_elaska_definition (rowid) ON DELETE RESTRICT;
