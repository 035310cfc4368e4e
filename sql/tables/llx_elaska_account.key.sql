-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- login
ALTER TABLE llx_elaska_account ADD UNIQUE INDEX uk_elaska_account_email (entity, email);
-- accounts of a contact
ALTER TABLE llx_elaska_account ADD INDEX idx_elaska_account_contact (fk_socpeople);
