-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- may this one read it
ALTER TABLE llx_elaska_note_reader ADD INDEX idx_elaska_note_reader_note (fk_note, fk_user, fk_usergroup);
ALTER TABLE llx_elaska_note_reader ADD CONSTRAINT fk_elaska_note_reader_note FOREIGN KEY (fk_note) REFERENCES llx_elaska_note (rowid) ON DELETE CASCADE;
