-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- last five of an account
ALTER TABLE llx_elaska_account_password ADD INDEX idx_elaska_account_password (fk_account, rowid);
-- history goes with the account
ALTER TABLE llx_elaska_account_password ADD CONSTRAINT fk_elaska_account_password_account FOREIGN KEY (fk_account) REFERENCES llx_elaska_account (rowid) ON DELETE CASCADE;
