-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- what a code leads to
ALTER TABLE llx_elaska_qr ADD UNIQUE INDEX uk_elaska_qr_code (code);
-- the code of an object: one
ALTER TABLE llx_elaska_qr ADD UNIQUE INDEX uk_elaska_qr_object (entity, object, object_id);
