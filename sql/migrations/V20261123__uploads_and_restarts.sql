-- eLaska, GPL-3.0-or-later. Parts of an upload are on the disk once all of it is: which start of the machine has seen them. SEC-15.
ALTER TABLE llx_elaska_upload ADD COLUMN boot CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
