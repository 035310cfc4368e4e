-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- the preview of what lies there, and its place given once
ALTER TABLE llx_elaska_preview ADD UNIQUE INDEX uk_elaska_preview_place (place);
-- what the worker takes next: asked for first, then newest
ALTER TABLE llx_elaska_preview ADD INDEX idx_elaska_preview_next (state, wanted, fk_file);
-- leases that ran out
ALTER TABLE llx_elaska_preview ADD INDEX idx_elaska_preview_lease (state, lease_until);
-- what failed, for the page of health
ALTER TABLE llx_elaska_preview ADD INDEX idx_elaska_preview_entity (entity, state, updated_at);
-- gone with its file
ALTER TABLE llx_elaska_preview ADD INDEX idx_elaska_preview_file (fk_file);
ALTER TABLE llx_elaska_preview ADD CONSTRAINT fk_elaska_preview_file FOREIGN KEY (fk_file) REFERENCES llx_elaska_file (rowid) ON DELETE CASCADE;
