-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- steps of a case, in order
ALTER TABLE llx_elaska_case_step ADD UNIQUE INDEX uk_elaska_case_step (fk_case, code);
-- late steps of all cases
ALTER TABLE llx_elaska_case_step ADD INDEX idx_elaska_case_step_planned (entity, status, planned_on);
-- goes with its case
ALTER TABLE llx_elaska_case_step ADD CONSTRAINT fk_elaska_case_step_case FOREIGN KEY (fk_case) REFERENCES llx_elaska_case (rowid) ON DELETE CASCADE;
