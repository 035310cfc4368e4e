-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- those that are over
ALTER TABLE llx_elaska_vault_grant ADD INDEX idx_elaska_vault_grant_until (until_at);
-- a session closes the one it had
ALTER TABLE llx_elaska_vault_grant ADD INDEX idx_elaska_vault_grant_session (fk_session);
-- so does a user
ALTER TABLE llx_elaska_vault_grant ADD INDEX idx_elaska_vault_grant_user (fk_user, fk_soc);
