-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- one row per user of a case; serves the team of a case
ALTER TABLE llx_elaska_case_member ADD UNIQUE INDEX uk_elaska_case_member (fk_case, fk_user);
-- cases where I am in the team
ALTER TABLE llx_elaska_case_member ADD INDEX idx_elaska_case_member_user (fk_user, fk_case);
-- a member goes with his case
ALTER TABLE llx_elaska_case_member ADD CONSTRAINT fk_elaska_case_member_case FOREIGN KEY (fk_case) REFERENCES llx_elaska_case (rowid) ON DELETE CASCADE;
