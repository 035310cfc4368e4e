-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- does anything stand before this folder
ALTER TABLE llx_elaska_folder_guard ADD UNIQUE INDEX uk_elaska_folder_guard (fk_folder, fk_guard, level);
-- gone with what guards
ALTER TABLE llx_elaska_folder_guard ADD INDEX idx_elaska_folder_guard_guard (fk_guard);
ALTER TABLE llx_elaska_folder_guard ADD CONSTRAINT fk_elaska_folder_guard_folder FOREIGN KEY (fk_folder) REFERENCES llx_elaska_folder (rowid) ON DELETE CASCADE;
ALTER TABLE llx_elaska_folder_guard ADD CONSTRAINT fk_elaska_folder_guard_guard FOREIGN KEY (fk_guard) REFERENCES llx_elaska_folder (rowid) ON DELETE CASCADE;
