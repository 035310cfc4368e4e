-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- one page, and all of them in order
ALTER TABLE llx_elaska_preview_page ADD UNIQUE INDEX uk_elaska_preview_page (fk_preview, page);
-- which row is a file in the store: the sweep of what has none
ALTER TABLE llx_elaska_preview_page ADD UNIQUE INDEX uk_elaska_preview_page_place (place);
-- gone with its preview; the sweep then takes the bytes
ALTER TABLE llx_elaska_preview_page ADD CONSTRAINT fk_elaska_preview_page FOREIGN KEY (fk_preview) REFERENCES llx_elaska_preview (rowid) ON DELETE CASCADE;
