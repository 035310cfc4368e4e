-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- board of a case, column by column
ALTER TABLE llx_elaska_task ADD INDEX idx_elaska_task_board (fk_case, status, position, rowid);
-- tasks of a client; board of what has no case
ALTER TABLE llx_elaska_task ADD INDEX idx_elaska_task_client (entity, fk_soc, case_closed, closed_at, due_on);
-- open tasks of everybody by due day, without those left over by closed cases: list, counters, alerts
ALTER TABLE llx_elaska_task ADD INDEX idx_elaska_task_due (entity, case_closed, closed_at, due_on, rowid);
-- what was done, latest first
ALTER TABLE llx_elaska_task ADD INDEX idx_elaska_task_closed (entity, closed_at, rowid);
-- list of all, newest first
ALTER TABLE llx_elaska_task ADD INDEX idx_elaska_task_created (entity, created_at, rowid);
-- neighbour of a card on the board of all
ALTER TABLE llx_elaska_task ADD INDEX idx_elaska_task_column (entity, status, position);
-- ours of a native task
ALTER TABLE llx_elaska_task ADD INDEX idx_elaska_task_native (fk_task);
-- a task goes with its case
ALTER TABLE llx_elaska_task ADD CONSTRAINT fk_elaska_task_case FOREIGN KEY (fk_case) REFERENCES llx_elaska_case (rowid) ON DELETE CASCADE;
