-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- timeline of a case
ALTER TABLE llx_elaska_event ADD INDEX idx_elaska_event_case (entity, fk_case, rowid);
-- timeline of a third party
ALTER TABLE llx_elaska_event ADD INDEX idx_elaska_event_client (entity, fk_soc, rowid);
-- history of one object
ALTER TABLE llx_elaska_event ADD INDEX idx_elaska_event_object (object, object_id, rowid);
-- event of a sending
ALTER TABLE llx_elaska_event ADD INDEX idx_elaska_event_outbox (fk_outbox);
