-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- comments of an object in order, and their count on its card
ALTER TABLE llx_elaska_comment ADD INDEX idx_elaska_comment_object (object, object_id, internal, rowid);
-- comments of a case; a case with exchanges is not deleted
ALTER TABLE llx_elaska_comment ADD INDEX idx_elaska_comment_case (fk_case, rowid);
-- go with their case
ALTER TABLE llx_elaska_comment ADD CONSTRAINT fk_elaska_comment_case FOREIGN KEY (fk_case) REFERENCES llx_elaska_case (rowid) ON DELETE CASCADE;
