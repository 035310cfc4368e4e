-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- what a document is linked to, each once
ALTER TABLE llx_elaska_file_link ADD UNIQUE INDEX uk_elaska_file_link (fk_file, object, object_id);
-- documents that a case has from elsewhere
ALTER TABLE llx_elaska_file_link ADD INDEX idx_elaska_file_link_case (fk_case, fk_file);
-- documents that an object has from elsewhere
ALTER TABLE llx_elaska_file_link ADD INDEX idx_elaska_file_link_object (object, object_id, fk_file);
ALTER TABLE llx_elaska_file_link ADD CONSTRAINT fk_elaska_file_link_file FOREIGN KEY (fk_file) REFERENCES llx_elaska_file (rowid) ON DELETE CASCADE;
ALTER TABLE llx_elaska_file_link ADD CONSTRAINT fk_elaska_file_link_case FOREIGN KEY (fk_case) REFERENCES llx_elaska_case (rowid) ON DELETE CASCADE;
