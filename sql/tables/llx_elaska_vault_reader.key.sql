-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- what an adviser may see
ALTER TABLE llx_elaska_vault_reader ADD INDEX idx_elaska_vault_reader_user (fk_user, fk_vault);
-- they go with the document
ALTER TABLE llx_elaska_vault_reader ADD CONSTRAINT fk_elaska_vault_reader_vault FOREIGN KEY (fk_vault) REFERENCES llx_elaska_vault (rowid) ON DELETE CASCADE;
