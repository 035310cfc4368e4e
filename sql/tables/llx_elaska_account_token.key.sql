-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- links of an account (revocation)
ALTER TABLE llx_elaska_account_token ADD INDEX idx_elaska_account_token (fk_account, kind);
-- links go with the account
ALTER TABLE llx_elaska_account_token ADD CONSTRAINT fk_elaska_account_token_account FOREIGN KEY (fk_account) REFERENCES llx_elaska_account (rowid) ON DELETE CASCADE;
