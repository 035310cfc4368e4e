-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- the log of a vault, the newest first
ALTER TABLE llx_elaska_vault_log ADD INDEX idx_elaska_vault_log_client (fk_soc, entity, rowid);
-- was this document read a moment ago?
ALTER TABLE llx_elaska_vault_log ADD INDEX idx_elaska_vault_log_vault (fk_vault, at);
