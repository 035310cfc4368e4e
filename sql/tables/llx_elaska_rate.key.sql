-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- one rate per level and target
ALTER TABLE llx_elaska_rate ADD UNIQUE INDEX uk_elaska_rate (entity, level, fk_target);
