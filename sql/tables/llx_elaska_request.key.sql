-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- a number is given once
ALTER TABLE llx_elaska_request ADD UNIQUE INDEX uk_elaska_request_ref (entity, ref);
-- one draft per key, however often it is sent
ALTER TABLE llx_elaska_request ADD UNIQUE INDEX uk_elaska_request_draft (entity, fk_account, draft_key);
-- my requests in the portal
ALTER TABLE llx_elaska_request ADD INDEX idx_elaska_request_client (entity, fk_soc, rowid);
-- the firm's queue by status
ALTER TABLE llx_elaska_request ADD INDEX idx_elaska_request_status (entity, status, rowid);
-- list by the moment of sending
ALTER TABLE llx_elaska_request ADD INDEX idx_elaska_request_sent (entity, sent_at, rowid);
-- those in one adviser's hands
ALTER TABLE llx_elaska_request ADD INDEX idx_elaska_request_user (entity, fk_user_assigned, status, rowid);
-- the request behind a case
ALTER TABLE llx_elaska_request ADD INDEX idx_elaska_request_case (fk_case);
