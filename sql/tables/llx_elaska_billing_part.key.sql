-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- an entry is billed once; released parts have active NULL
ALTER TABLE llx_elaska_billing_part ADD UNIQUE INDEX uk_elaska_billing_part (fk_time, kind, active);
-- parts of a line
ALTER TABLE llx_elaska_billing_part ADD INDEX idx_elaska_billing_part_line (fk_line);
-- parts go with their line
ALTER TABLE llx_elaska_billing_part ADD CONSTRAINT fk_elaska_billing_part_line FOREIGN KEY (fk_line) REFERENCES llx_elaska_billing_line (rowid) ON DELETE CASCADE;
-- billed time is not deleted
ALTER TABLE llx_elaska_billing_part ADD CONSTRAINT fk_elaska_billing_part_time FOREIGN KEY (fk_time) REFERENCES llx_elaska_time (rowid) ON DELETE RESTRICT;
