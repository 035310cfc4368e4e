-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- visits end with the link's password, and with the link
ALTER TABLE llx_elaska_share_session ADD INDEX idx_elaska_share_session_share (fk_share);
-- those that are over
ALTER TABLE llx_elaska_share_session ADD INDEX idx_elaska_share_session_until (until_at);
-- they go with the link
ALTER TABLE llx_elaska_share_session ADD CONSTRAINT fk_elaska_share_session_share FOREIGN KEY (fk_share) REFERENCES llx_elaska_share (rowid) ON DELETE CASCADE;
