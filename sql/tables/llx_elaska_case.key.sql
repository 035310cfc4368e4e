-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- a reference is given once
ALTER TABLE llx_elaska_case ADD UNIQUE INDEX uk_elaska_case_ref (entity, ref);
-- portal and third-party lists, newest first
ALTER TABLE llx_elaska_case ADD INDEX idx_elaska_case_client (entity, fk_soc, portal_visible, rowid);
-- back-office list by status
ALTER TABLE llx_elaska_case ADD INDEX idx_elaska_case_status (entity, status, rowid);
-- my cases
ALTER TABLE llx_elaska_case ADD INDEX idx_elaska_case_lead (entity, fk_user_lead, rowid);
-- case of a native project
ALTER TABLE llx_elaska_case ADD INDEX idx_elaska_case_project (fk_projet);
