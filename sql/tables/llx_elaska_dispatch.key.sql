-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- what was sent of a case, the newest first
ALTER TABLE llx_elaska_dispatch ADD INDEX idx_elaska_dispatch_case (fk_case, rowid);
-- the sending that a link is
ALTER TABLE llx_elaska_dispatch ADD INDEX idx_elaska_dispatch_share (fk_share);
-- a case whose documents were sent is not deleted
ALTER TABLE llx_elaska_dispatch ADD CONSTRAINT fk_elaska_dispatch_case FOREIGN KEY (fk_case) REFERENCES llx_elaska_case (rowid) ON DELETE RESTRICT;
-- a sending outlives its link
ALTER TABLE llx_elaska_dispatch ADD CONSTRAINT fk_elaska_dispatch_share FOREIGN KEY (fk_share) REFERENCES llx_elaska_share (rowid) ON DELETE SET NULL;
