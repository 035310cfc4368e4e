-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- one row an object, however often it changes
ALTER TABLE llx_elaska_mirror ADD UNIQUE INDEX uk_elaska_mirror_object (entity, object, object_id);
-- next ones to do
ALTER TABLE llx_elaska_mirror ADD INDEX idx_elaska_mirror_due (entity, state, due_at, rowid);
