-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- where a document was sent
ALTER TABLE llx_elaska_dispatch_file ADD INDEX idx_elaska_dispatch_file_file (fk_file, fk_dispatch);
-- they go with the sending; what a document was called stays when it goes
ALTER TABLE llx_elaska_dispatch_file ADD CONSTRAINT fk_elaska_dispatch_file_dispatch FOREIGN KEY (fk_dispatch) REFERENCES llx_elaska_dispatch (rowid) ON DELETE CASCADE;
