-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- letters of a case, newest first
ALTER TABLE llx_elaska_letter ADD INDEX idx_elaska_letter_case (fk_case, rowid);
-- letters of a batch, and how far it is
ALTER TABLE llx_elaska_letter ADD INDEX idx_elaska_letter_batch (fk_batch, rowid);
-- the letter that a worker draws next
ALTER TABLE llx_elaska_letter ADD INDEX idx_elaska_letter_due (entity, state, due_at, rowid);
-- the same form sent again is the same letter
ALTER TABLE llx_elaska_letter ADD UNIQUE INDEX uk_elaska_letter_key (entity, form_key);
-- the revision that a letter was made with
ALTER TABLE llx_elaska_letter ADD INDEX idx_elaska_letter_definition (fk_definition);
-- the letter of a file
ALTER TABLE llx_elaska_letter ADD INDEX idx_elaska_letter_file (fk_file);
ALTER TABLE llx_elaska_letter ADD CONSTRAINT fk_elaska_letter_case FOREIGN KEY (fk_case) REFERENCES llx_elaska_case (rowid) ON DELETE CASCADE;
ALTER TABLE llx_elaska_letter ADD CONSTRAINT fk_elaska_letter_batch FOREIGN KEY (fk_batch) REFERENCES llx_elaska_letter_batch (rowid) ON DELETE CASCADE;
ALTER TABLE llx_elaska_letter ADD CONSTRAINT fk_elaska_letter_definition FOREIGN KEY (fk_definition) REFERENCES llx_elaska_definition (rowid) ON DELETE RESTRICT;
ALTER TABLE llx_elaska_letter ADD CONSTRAINT fk_elaska_letter_file FOREIGN KEY (fk_file) REFERENCES llx_elaska_file (rowid) ON DELETE SET NULL;
