-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- a reference is given once
ALTER TABLE llx_elaska_case ADD UNIQUE INDEX uk_elaska_case_ref (entity, ref);
-- portal and third-party lists, newest first
ALTER TABLE llx_elaska_case ADD INDEX idx_elaska_case_client (entity, fk_soc, portal_visible, rowid);
-- what a client has under way, whatever was done for him over the years
ALTER TABLE llx_elaska_case ADD INDEX idx_elaska_case_client_open (entity, fk_soc, class, rowid);
-- back-office list by status
ALTER TABLE llx_elaska_case ADD INDEX idx_elaska_case_status (entity, status, rowid);
-- my cases: those open are read, not what I closed in ten years
ALTER TABLE llx_elaska_case ADD INDEX idx_elaska_case_lead (entity, fk_user_lead, class, rowid);
-- closed and archived ones, latest first
ALTER TABLE llx_elaska_case ADD INDEX idx_elaska_case_closed (entity, closed_on, rowid);
-- case of a native project
ALTER TABLE llx_elaska_case ADD INDEX idx_elaska_case_project (fk_projet);
-- cases of a kind, and whether a definition is in use
ALTER TABLE llx_elaska_case ADD INDEX idx_elaska_case_kind (entity, kind, rowid);
-- list by last activity
ALTER TABLE llx_elaska_case ADD INDEX idx_elaska_case_active (entity, active_at, rowid);
-- open cases without activity for long
ALTER TABLE llx_elaska_case ADD INDEX idx_elaska_case_idle (entity, class, active_at);
-- list by due day, and late cases
ALTER TABLE llx_elaska_case ADD INDEX idx_elaska_case_due (entity, due_on, rowid);
-- revisions of a definition that cases still use
ALTER TABLE llx_elaska_case ADD INDEX idx_elaska_case_definition (fk_definition);
-- cases whose budget has been reached
ALTER TABLE llx_elaska_case ADD INDEX idx_elaska_case_gauge (entity, gauge_alerted, class);
-- cases of a class (of whatever template), counts, late ones
ALTER TABLE llx_elaska_case ADD INDEX idx_elaska_case_class (entity, class, due_on, rowid);
-- what was closed long ago and is not in the archive yet
ALTER TABLE llx_elaska_case ADD INDEX idx_elaska_case_archive (entity, archived_at, class, closed_on);
