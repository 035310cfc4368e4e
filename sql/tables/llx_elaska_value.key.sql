-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- one value a field; written anew with its case
ALTER TABLE llx_elaska_value ADD UNIQUE INDEX uk_elaska_value_field (fk_case, code);
-- criteria on texts and choices
ALTER TABLE llx_elaska_value ADD INDEX idx_elaska_value_text (entity, code, text, fk_case);
-- criteria on numbers, amounts, yes or no
ALTER TABLE llx_elaska_value ADD INDEX idx_elaska_value_number (entity, code, number, fk_case);
-- criteria on days
ALTER TABLE llx_elaska_value ADD INDEX idx_elaska_value_day (entity, code, day, fk_case);
-- goes with its case
ALTER TABLE llx_elaska_value ADD CONSTRAINT fk_elaska_value_case FOREIGN KEY (fk_case) REFERENCES llx_elaska_case (rowid) ON DELETE CASCADE;
