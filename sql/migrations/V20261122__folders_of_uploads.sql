-- eLaska, GPL-3.0-or-later. A file that comes in parts is meant for a folder. DOC-01.
ALTER TABLE llx_elaska_upload ADD COLUMN fk_folder BIGINT NULL;
