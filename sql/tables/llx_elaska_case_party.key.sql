-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- parties of a case
ALTER TABLE llx_elaska_case_party ADD INDEX idx_elaska_case_party_case (fk_case, rowid);
-- cases that a third party has to do with
ALTER TABLE llx_elaska_case_party ADD INDEX idx_elaska_case_party_soc (fk_soc);
-- cases that a contact has to do with
ALTER TABLE llx_elaska_case_party ADD INDEX idx_elaska_case_party_contact (fk_contact);
-- goes with its case
ALTER TABLE llx_elaska_case_party ADD CONSTRAINT fk_elaska_case_party_case FOREIGN KEY (fk_case) REFERENCES llx_elaska_case (rowid) ON DELETE CASCADE;
