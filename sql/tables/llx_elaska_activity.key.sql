-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- a code names one category
ALTER TABLE llx_elaska_activity ADD UNIQUE INDEX uk_elaska_activity (entity, code);
