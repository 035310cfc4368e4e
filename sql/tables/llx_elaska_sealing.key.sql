-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- how far it is in this entity
ALTER TABLE llx_elaska_sealing ADD UNIQUE INDEX uk_elaska_sealing (entity);
