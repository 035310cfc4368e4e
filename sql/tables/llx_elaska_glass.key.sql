-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- what is open to this administrator now
ALTER TABLE llx_elaska_glass ADD INDEX idx_elaska_glass_user (fk_user, until_at);
-- the register, newest first
ALTER TABLE llx_elaska_glass ADD INDEX idx_elaska_glass_entity (entity, rowid);
