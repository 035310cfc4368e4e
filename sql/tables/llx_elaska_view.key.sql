-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- views of a list for a person; a name is given once by one person
ALTER TABLE llx_elaska_view ADD UNIQUE INDEX uk_elaska_view_name (entity, list, fk_user, name);
