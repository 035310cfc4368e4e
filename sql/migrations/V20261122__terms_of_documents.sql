-- eLaska, GPL-3.0-or-later. Ends of validity that were told, days on which documents go. DOC-26, DOC-27.
ALTER TABLE llx_elaska_file
    ADD COLUMN warned_on DATE NULL AFTER words,
    ADD COLUMN purge_on DATE NULL AFTER warned_on,
    ADD COLUMN kept_at BIGINT NULL AFTER purge_on,
    ADD INDEX idx_elaska_file_purge (entity, purge_on);
