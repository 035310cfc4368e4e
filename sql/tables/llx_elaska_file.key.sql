-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- files of an object, and their count on its card
ALTER TABLE llx_elaska_file ADD INDEX idx_elaska_file_object (object, object_id, deleted_at, rowid);
-- files and deliverables of a case
ALTER TABLE llx_elaska_file ADD INDEX idx_elaska_file_case (fk_case, deleted_at, deliverable, rowid);
-- documents of a client, newest first
ALTER TABLE llx_elaska_file ADD INDEX idx_elaska_file_client (entity, fk_soc, deleted_at, at);
-- all documents, newest first; the bin, and what leaves it
ALTER TABLE llx_elaska_file ADD INDEX idx_elaska_file_at (entity, deleted_at, at);
-- all documents by name
ALTER TABLE llx_elaska_file ADD INDEX idx_elaska_file_name (entity, deleted_at, name);
-- what waits to be looked at
ALTER TABLE llx_elaska_file ADD INDEX idx_elaska_file_status (entity, deleted_at, status, at);
-- documents of a category
ALTER TABLE llx_elaska_file ADD INDEX idx_elaska_file_category (entity, deleted_at, category, at);
-- documents that run out
ALTER TABLE llx_elaska_file ADD INDEX idx_elaska_file_valid (entity, deleted_at, valid_until);
-- documents that go to the bin soon
ALTER TABLE llx_elaska_file ADD INDEX idx_elaska_file_purge (entity, purge_on);
-- documents of a folder, newest first
ALTER TABLE llx_elaska_file ADD INDEX idx_elaska_file_folder (fk_folder, deleted_at, at);
-- documents by a word of their name or description
ALTER TABLE llx_elaska_file ADD FULLTEXT INDEX idx_elaska_file_words (words);
-- which row is a file in the store: the sweep of what has none
ALTER TABLE llx_elaska_file ADD UNIQUE INDEX uk_elaska_file_place (place);
-- files whose bytes are gone, for the page of health
ALTER TABLE llx_elaska_file ADD INDEX idx_elaska_file_missing (entity, missing_at);
-- a case with documents is not deleted
ALTER TABLE llx_elaska_file ADD CONSTRAINT fk_elaska_file_case FOREIGN KEY (fk_case) REFERENCES llx_elaska_case (rowid) ON DELETE RESTRICT;
ALTER TABLE llx_elaska_file ADD CONSTRAINT fk_elaska_file_folder FOREIGN KEY (fk_folder) REFERENCES llx_elaska_folder (rowid) ON DELETE SET NULL;
