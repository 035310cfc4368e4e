-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- revisions of a code, newest first; a revision is given once
ALTER TABLE llx_elaska_definition ADD UNIQUE INDEX uk_elaska_definition (entity, kind, code, revision);
