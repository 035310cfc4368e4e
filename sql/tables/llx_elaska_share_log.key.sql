-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- the log of a link, the newest first
ALTER TABLE llx_elaska_share_log ADD INDEX idx_elaska_share_log_share (fk_share, rowid);
-- it goes with the link
ALTER TABLE llx_elaska_share_log ADD CONSTRAINT fk_elaska_share_log_share FOREIGN KEY (fk_share) REFERENCES llx_elaska_share (rowid) ON DELETE CASCADE;
