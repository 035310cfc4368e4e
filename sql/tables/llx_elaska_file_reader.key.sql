-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- may this one read it
ALTER TABLE llx_elaska_file_reader ADD INDEX idx_elaska_file_reader_file (fk_file, fk_user, fk_usergroup);
ALTER TABLE llx_elaska_file_reader ADD CONSTRAINT fk_elaska_file_reader_file FOREIGN KEY (fk_file) REFERENCES llx_elaska_file (rowid) ON DELETE CASCADE;
