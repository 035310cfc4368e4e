-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- a value by what its field holds
ALTER TABLE llx_elaska_sealed ADD UNIQUE INDEX uk_elaska_sealed_uid (uid);
-- values of one object
ALTER TABLE llx_elaska_sealed ADD INDEX idx_elaska_sealed_object (object, object_id, entity, field);
-- whose value is this one
ALTER TABLE llx_elaska_sealed ADD INDEX idx_elaska_sealed_digest (entity, digest, object, object_id);
-- what a key encrypts still
ALTER TABLE llx_elaska_sealed ADD INDEX idx_elaska_sealed_version (key_version, rowid);
