-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- may this account act for this client; the switcher
ALTER TABLE llx_elaska_account_client ADD UNIQUE INDEX uk_elaska_account_client (fk_account, fk_soc);
-- accounts of a third party
ALTER TABLE llx_elaska_account_client ADD INDEX idx_elaska_account_client_soc (entity, fk_soc);
-- links go with the account
ALTER TABLE llx_elaska_account_client ADD CONSTRAINT fk_elaska_account_client_account FOREIGN KEY (fk_account) REFERENCES llx_elaska_account (rowid) ON DELETE CASCADE;
