-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- one row per person of a task
ALTER TABLE llx_elaska_task_user ADD UNIQUE INDEX uk_elaska_task_user (fk_task, fk_user);
-- my tasks
ALTER TABLE llx_elaska_task_user ADD INDEX idx_elaska_task_user_user (fk_user, fk_task);
-- goes with its task
ALTER TABLE llx_elaska_task_user ADD CONSTRAINT fk_elaska_task_user_task FOREIGN KEY (fk_task) REFERENCES llx_elaska_task (rowid) ON DELETE CASCADE;
