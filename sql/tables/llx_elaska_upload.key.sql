-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- what a file of the store belongs to: the sweep of what nothing names
ALTER TABLE llx_elaska_upload ADD UNIQUE INDEX uk_elaska_upload_place (place);
-- how many an adviser has under way
ALTER TABLE llx_elaska_upload ADD INDEX idx_elaska_upload_user (entity, fk_user);
-- how many an account has under way
ALTER TABLE llx_elaska_upload ADD INDEX idx_elaska_upload_account (entity, fk_account);
-- those that nobody goes on with
ALTER TABLE llx_elaska_upload ADD INDEX idx_elaska_upload_touched (entity, touched_at);
