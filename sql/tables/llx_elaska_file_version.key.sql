-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- versions of a document
ALTER TABLE llx_elaska_file_version ADD UNIQUE INDEX uk_elaska_file_version (fk_file, number);
-- what bytes of the store belong to: the sweep of what nothing names
ALTER TABLE llx_elaska_file_version ADD INDEX idx_elaska_file_version_place (place);
ALTER TABLE llx_elaska_file_version ADD CONSTRAINT fk_elaska_file_version_file FOREIGN KEY (fk_file) REFERENCES llx_elaska_file (rowid) ON DELETE CASCADE;
