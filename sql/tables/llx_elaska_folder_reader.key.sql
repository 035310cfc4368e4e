-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- may this one read it
ALTER TABLE llx_elaska_folder_reader ADD INDEX idx_elaska_folder_reader_folder (fk_folder, fk_user, fk_usergroup);
ALTER TABLE llx_elaska_folder_reader ADD CONSTRAINT fk_elaska_folder_reader_folder FOREIGN KEY (fk_folder) REFERENCES llx_elaska_folder (rowid) ON DELETE CASCADE;
