-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- the link that a visitor holds
ALTER TABLE llx_elaska_share ADD UNIQUE INDEX uk_elaska_share_token (token_hash);
-- links of a case, the newest first
ALTER TABLE llx_elaska_share ADD INDEX idx_elaska_share_case (fk_case, rowid);
-- a case whose documents were shared is not deleted
ALTER TABLE llx_elaska_share ADD CONSTRAINT fk_elaska_share_case FOREIGN KEY (fk_case) REFERENCES llx_elaska_case (rowid) ON DELETE RESTRICT;
