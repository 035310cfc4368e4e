-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- claim: due rows of a state, oldest first
ALTER TABLE llx_elaska_outbox ADD INDEX idx_elaska_outbox_due (state, due_at, rowid);
-- expired leases
ALTER TABLE llx_elaska_outbox ADD INDEX idx_elaska_outbox_lease (state, lease_until);
-- the same notification is queued once
ALTER TABLE llx_elaska_outbox ADD UNIQUE INDEX uk_elaska_outbox_dedupe (entity, dedupe_key);
-- sendings about a case
ALTER TABLE llx_elaska_outbox ADD INDEX idx_elaska_outbox_case (fk_case, rowid);
-- sendings of a third party
ALTER TABLE llx_elaska_outbox ADD INDEX idx_elaska_outbox_client (entity, fk_soc, rowid);
