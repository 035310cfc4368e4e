-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- what was said of what lies there, once
ALTER TABLE llx_elaska_scan ADD UNIQUE INDEX uk_elaska_scan_place (place);
-- what the worker takes next
ALTER TABLE llx_elaska_scan ADD INDEX idx_elaska_scan_due (entity, due_at);
-- what was found, for the page of health
ALTER TABLE llx_elaska_scan ADD INDEX idx_elaska_scan_state (entity, state, scanned_at);
-- gone with its file
ALTER TABLE llx_elaska_scan ADD INDEX idx_elaska_scan_file (fk_file);
ALTER TABLE llx_elaska_scan ADD CONSTRAINT fk_elaska_scan_file FOREIGN KEY (fk_file) REFERENCES llx_elaska_file (rowid) ON DELETE CASCADE;
