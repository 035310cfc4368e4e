-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- notes of a case, newest first
ALTER TABLE llx_elaska_note ADD INDEX idx_elaska_note_case (fk_case, rowid);
-- goes with its case
ALTER TABLE llx_elaska_note ADD CONSTRAINT fk_elaska_note_case FOREIGN KEY (fk_case) REFERENCES llx_elaska_case (rowid) ON DELETE CASCADE;
