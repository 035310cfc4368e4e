-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- purge
ALTER TABLE llx_elaska_session_spent ADD INDEX idx_elaska_session_spent_at (spent_at);
-- spent tokens of an account
ALTER TABLE llx_elaska_session_spent ADD INDEX idx_elaska_session_spent_account (fk_account);
-- spent tokens go with the account
ALTER TABLE llx_elaska_session_spent ADD CONSTRAINT fk_elaska_session_spent_account FOREIGN KEY (fk_account) REFERENCES llx_elaska_account (rowid) ON DELETE CASCADE;
