-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- one row per process
ALTER TABLE llx_elaska_worker ADD UNIQUE INDEX uk_elaska_worker (name, host, pid);
-- who is alive
ALTER TABLE llx_elaska_worker ADD INDEX idx_elaska_worker_beat (beat_at);
