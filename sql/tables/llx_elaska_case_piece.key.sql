-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- pieces of a case, in order; a code once
ALTER TABLE llx_elaska_case_piece ADD UNIQUE INDEX uk_elaska_case_piece (fk_case, code);
-- queue of what waits for validation in open cases, oldest first
ALTER TABLE llx_elaska_case_piece ADD INDEX idx_elaska_case_piece_queue (entity, status, case_closed, status_at);
-- list of all by the day of their status
ALTER TABLE llx_elaska_case_piece ADD INDEX idx_elaska_case_piece_since (entity, status_at, rowid);
-- what runs out soon, or has run out, in open cases
ALTER TABLE llx_elaska_case_piece ADD INDEX idx_elaska_case_piece_valid (entity, case_closed, valid_until);
-- pieces of a step
ALTER TABLE llx_elaska_case_piece ADD INDEX idx_elaska_case_piece_step (fk_step);
-- pieces that a client action asks for
ALTER TABLE llx_elaska_case_piece ADD INDEX idx_elaska_case_piece_action (fk_action);
-- pieces that a document is proposed for
ALTER TABLE llx_elaska_case_piece ADD INDEX idx_elaska_case_piece_file (fk_file);
-- goes with its case
ALTER TABLE llx_elaska_case_piece ADD CONSTRAINT fk_elaska_case_piece_case FOREIGN KEY (fk_case) REFERENCES llx_elaska_case (rowid) ON DELETE CASCADE;
-- a piece outlives its step
ALTER TABLE llx_elaska_case_piece ADD CONSTRAINT fk_elaska_case_piece_step FOREIGN KEY (fk_step) REFERENCES llx_elaska_case_step (rowid) ON DELETE SET NULL;
-- a piece outlives the document that was proposed for it
ALTER TABLE llx_elaska_case_piece ADD CONSTRAINT fk_elaska_case_piece_file FOREIGN KEY (fk_file) REFERENCES llx_elaska_file (rowid) ON DELETE SET NULL;
