-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- a tag marks a case once; tags of a case
ALTER TABLE llx_elaska_case_tag ADD UNIQUE INDEX uk_elaska_case_tag (fk_case, tag);
-- cases that bear a tag: the list's filter
ALTER TABLE llx_elaska_case_tag ADD INDEX idx_elaska_case_tag_tag (entity, tag, fk_case);
-- goes with its case
ALTER TABLE llx_elaska_case_tag ADD CONSTRAINT fk_elaska_case_tag_case FOREIGN KEY (fk_case) REFERENCES llx_elaska_case (rowid) ON DELETE CASCADE;
