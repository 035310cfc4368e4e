-- eLaska, GPL-3.0-or-later. A document lies in a folder of its client. DOC-01.
ALTER TABLE llx_elaska_file
    ADD COLUMN fk_folder BIGINT NULL,
    ADD INDEX idx_elaska_file_folder (fk_folder, deleted_at, at);
