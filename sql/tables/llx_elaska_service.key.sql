-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- a code names one service
ALTER TABLE llx_elaska_service ADD UNIQUE INDEX uk_elaska_service_code (entity, code);
