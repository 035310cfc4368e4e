-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- rights of a kind, one row a group
ALTER TABLE llx_elaska_kind_right ADD UNIQUE INDEX uk_elaska_kind_right (entity, kind, fk_usergroup);
-- kinds of a group
ALTER TABLE llx_elaska_kind_right ADD INDEX idx_elaska_kind_right_group (fk_usergroup);
