-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- where a document was shared
ALTER TABLE llx_elaska_share_file ADD INDEX idx_elaska_share_file_file (fk_file, fk_share);
-- they go with the link
ALTER TABLE llx_elaska_share_file ADD CONSTRAINT fk_elaska_share_file_share FOREIGN KEY (fk_share) REFERENCES llx_elaska_share (rowid) ON DELETE CASCADE;
-- a document that goes for good leaves its links
ALTER TABLE llx_elaska_share_file ADD CONSTRAINT fk_elaska_share_file_file FOREIGN KEY (fk_file) REFERENCES llx_elaska_file (rowid) ON DELETE CASCADE;
