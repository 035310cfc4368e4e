-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- what was decided for the client a portal call is about; merging two third parties
ALTER TABLE llx_elaska_client ADD UNIQUE INDEX uk_elaska_client (fk_soc, entity);
