-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- the sheet of one object; whether a field is filled anywhere
ALTER TABLE llx_elaska_sheet ADD UNIQUE INDEX uk_elaska_sheet (entity, object, object_id);
-- goes with its task
ALTER TABLE llx_elaska_sheet ADD INDEX idx_elaska_sheet_task (fk_task);
ALTER TABLE llx_elaska_sheet ADD CONSTRAINT fk_elaska_sheet_task FOREIGN KEY (fk_task) REFERENCES llx_elaska_task (rowid) ON DELETE CASCADE;
