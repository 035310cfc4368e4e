-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- the draft of a person, found and written again
ALTER TABLE llx_elaska_step_draft ADD UNIQUE INDEX uk_elaska_step_draft (fk_step, fk_account);
-- goes with its step
ALTER TABLE llx_elaska_step_draft ADD CONSTRAINT fk_elaska_step_draft_step FOREIGN KEY (fk_step) REFERENCES llx_elaska_case_step (rowid) ON DELETE CASCADE;
