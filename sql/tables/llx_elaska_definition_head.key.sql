-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- a revision in force cannot go
ALTER TABLE llx_elaska_definition_head ADD INDEX idx_elaska_definition_head_definition (fk_definition);
ALTER TABLE llx_elaska_definition_head ADD INDEX idx_elaska_definition_head_pack (fk_definition_pack);
ALTER TABLE llx_elaska_definition_head ADD CONSTRAINT fk_elaska_definition_head_definition FOREIGN KEY (fk_definition) REFERENCES llx_elaska_definition (rowid) ON DELETE RESTRICT;
ALTER TABLE llx_elaska_definition_head ADD CONSTRAINT fk_elaska_definition_head_pack FOREIGN KEY (fk_definition_pack) REFERENCES llx_elaska_definition (rowid) ON DELETE RESTRICT;
