-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- what a case waits for
ALTER TABLE llx_elaska_action ADD INDEX idx_elaska_action_case (fk_case, status, rowid);
-- what waits for a client
ALTER TABLE llx_elaska_action ADD INDEX idx_elaska_action_client (entity, fk_soc, status, case_closed, rowid);
-- reminders that are due in open cases, and late ones
ALTER TABLE llx_elaska_action ADD INDEX idx_elaska_action_due (entity, status, case_closed, due_on);
-- what was asked from a task; serves the check
ALTER TABLE llx_elaska_action ADD INDEX idx_elaska_action_task (fk_task);
-- goes with its case
ALTER TABLE llx_elaska_action ADD CONSTRAINT fk_elaska_action_case FOREIGN KEY (fk_case) REFERENCES llx_elaska_case (rowid) ON DELETE CASCADE;
-- outlives the task it came from
ALTER TABLE llx_elaska_action ADD CONSTRAINT fk_elaska_action_task FOREIGN KEY (fk_task) REFERENCES llx_elaska_task (rowid) ON DELETE SET NULL;
