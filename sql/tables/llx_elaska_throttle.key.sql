-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- purge
ALTER TABLE llx_elaska_throttle ADD INDEX idx_elaska_throttle_window (window_at);
