-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- at most one running timer per user, whatever races
ALTER TABLE llx_elaska_timer ADD UNIQUE INDEX uk_elaska_timer_running (entity, running_user);
-- my timers
ALTER TABLE llx_elaska_timer ADD INDEX idx_elaska_timer_user (entity, fk_user, rowid);
-- cases with timers
ALTER TABLE llx_elaska_timer ADD INDEX idx_elaska_timer_case (fk_case);
-- timers go with their case
ALTER TABLE llx_elaska_timer ADD CONSTRAINT fk_elaska_timer_case FOREIGN KEY (fk_case) REFERENCES llx_elaska_case (rowid) ON DELETE CASCADE;
