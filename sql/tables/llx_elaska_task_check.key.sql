-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- lines of a task in order, and their count on its card
ALTER TABLE llx_elaska_task_check ADD INDEX idx_elaska_task_check_task (fk_task, position, rowid);
-- goes with its task
ALTER TABLE llx_elaska_task_check ADD CONSTRAINT fk_elaska_task_check_task FOREIGN KEY (fk_task) REFERENCES llx_elaska_task (rowid) ON DELETE CASCADE;
