-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- the words of what lies there
ALTER TABLE llx_elaska_file_text ADD UNIQUE INDEX uk_elaska_file_text_place (place);
-- gone with its file
ALTER TABLE llx_elaska_file_text ADD INDEX idx_elaska_file_text_file (fk_file);
-- files by words
ALTER TABLE llx_elaska_file_text ADD FULLTEXT INDEX ft_elaska_file_text_body (body);
ALTER TABLE llx_elaska_file_text ADD CONSTRAINT fk_elaska_file_text_file FOREIGN KEY (fk_file) REFERENCES llx_elaska_file (rowid) ON DELETE CASCADE;
