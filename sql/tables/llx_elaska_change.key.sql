-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- history of one object, newest first
ALTER TABLE llx_elaska_change ADD INDEX idx_elaska_change_object (entity, object, object_id, rowid);
