-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- files of an object, and their count on its card
ALTER TABLE llx_elaska_file ADD INDEX idx_elaska_file_object (object, object_id, deleted_at, rowid);
-- files and deliverables of a case
ALTER TABLE llx_elaska_file ADD INDEX idx_elaska_file_case (fk_case, deleted_at, deliverable, rowid);
-- documents of a client
ALTER TABLE llx_elaska_file ADD INDEX idx_elaska_file_client (entity, fk_soc, deleted_at, rowid);
-- which row is a file in the store: the sweep of what has none
ALTER TABLE llx_elaska_file ADD UNIQUE INDEX uk_elaska_file_place (place);
-- files whose bytes are gone, for the page of health
ALTER TABLE llx_elaska_file ADD INDEX idx_elaska_file_missing (entity, missing_at);
-- a case with documents is not deleted
ALTER TABLE llx_elaska_file ADD CONSTRAINT fk_elaska_file_case FOREIGN KEY (fk_case) REFERENCES llx_elaska_case (rowid) ON DELETE RESTRICT;
