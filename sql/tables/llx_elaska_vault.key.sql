-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- what a file of the store belongs to: the sweep of what nothing names
ALTER TABLE llx_elaska_vault ADD UNIQUE INDEX uk_elaska_vault_place (place);
-- a client's vault
ALTER TABLE llx_elaska_vault ADD INDEX idx_elaska_vault_client (fk_soc, entity, rowid);
-- what was in the bin for thirty days
ALTER TABLE llx_elaska_vault ADD INDEX idx_elaska_vault_deleted (entity, deleted_at);
-- what nobody goes on sending
ALTER TABLE llx_elaska_vault ADD INDEX idx_elaska_vault_way (entity, whole_at, touched_at);
-- what the antivirus reads next
ALTER TABLE llx_elaska_vault ADD INDEX idx_elaska_vault_scan (entity, scan_due_at);
