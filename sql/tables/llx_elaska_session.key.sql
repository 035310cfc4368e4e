-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- every API call
ALTER TABLE llx_elaska_session ADD UNIQUE INDEX uk_elaska_session_token (token_hash);
-- renewal
ALTER TABLE llx_elaska_session ADD UNIQUE INDEX uk_elaska_session_refresh (refresh_hash);
-- sessions of an account
ALTER TABLE llx_elaska_session ADD INDEX idx_elaska_session_account (fk_account, rowid);
-- purge
ALTER TABLE llx_elaska_session ADD INDEX idx_elaska_session_renew (renew_until);
-- sessions go with the account
ALTER TABLE llx_elaska_session ADD CONSTRAINT fk_elaska_session_account FOREIGN KEY (fk_account) REFERENCES llx_elaska_account (rowid) ON DELETE CASCADE;
