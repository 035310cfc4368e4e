-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- time list, all states, newest first, keyset
ALTER TABLE llx_elaska_time ADD INDEX idx_elaska_time_day (entity, work_on, rowid);
-- time list of one state, newest first, keyset
ALTER TABLE llx_elaska_time ADD INDEX idx_elaska_time_status (entity, status, work_on, rowid);
-- my week, day total, own list
ALTER TABLE llx_elaska_time ADD INDEX idx_elaska_time_user (entity, fk_user, work_on, rowid, status);
-- time of a client, newest first, keyset
ALTER TABLE llx_elaska_time ADD INDEX idx_elaska_time_client (entity, fk_soc, work_on, rowid, status);
-- time of a case in order: list, portal sheet, package split; covering the sums of its gauge
ALTER TABLE llx_elaska_time ADD INDEX idx_elaska_time_case (fk_case, work_on, rowid, status, billable, fk_terms, duration_s);
-- tab of a native task; a rate of the task re-stamps its entries
ALTER TABLE llx_elaska_time ADD INDEX idx_elaska_time_task (fk_task, work_on, rowid);
-- tab of a native project
ALTER TABLE llx_elaska_time ADD INDEX idx_elaska_time_project (fk_projet, work_on, rowid);
-- tab of a native ticket
ALTER TABLE llx_elaska_time ADD INDEX idx_elaska_time_ticket (fk_ticket, work_on, rowid);
-- tab of a native contract
ALTER TABLE llx_elaska_time ADD INDEX idx_elaska_time_contract (fk_contrat, work_on, rowid);
-- prebilling: validated time by client and case, covering sums, days and the split of packages
ALTER TABLE llx_elaska_time ADD INDEX idx_elaska_time_bill (entity, status, fk_soc, fk_case, model, fk_terms, rate_num, rate_den, vat_milli, billable, duration_s, work_on);
-- entries of an invoice
ALTER TABLE llx_elaska_time ADD INDEX idx_elaska_time_invoice (fk_facture);
-- entry of a native line of time: never two of one line
ALTER TABLE llx_elaska_time ADD UNIQUE INDEX uk_elaska_time_native (fk_native);
-- is a category in use
ALTER TABLE llx_elaska_time ADD INDEX idx_elaska_time_activity (fk_activity);
-- a case with time is not deleted; serves the check
ALTER TABLE llx_elaska_time ADD CONSTRAINT fk_elaska_time_case FOREIGN KEY (fk_case) REFERENCES llx_elaska_case (rowid) ON DELETE RESTRICT;
