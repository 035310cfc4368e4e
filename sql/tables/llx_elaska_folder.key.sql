-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- a name is taken once among its siblings; folders of a client
ALTER TABLE llx_elaska_folder ADD UNIQUE INDEX uk_elaska_folder_name (entity, fk_soc, siblings, name, twin);
-- the folder that a model means; made once, whoever needs it first
ALTER TABLE llx_elaska_folder ADD UNIQUE INDEX uk_elaska_folder_model (entity, fk_soc, model);
-- gone with its case
ALTER TABLE llx_elaska_folder ADD INDEX idx_elaska_folder_case (fk_case);
-- gone with the one above it
ALTER TABLE llx_elaska_folder ADD INDEX idx_elaska_folder_parent (fk_parent);
ALTER TABLE llx_elaska_folder ADD CONSTRAINT fk_elaska_folder_case FOREIGN KEY (fk_case) REFERENCES llx_elaska_case (rowid) ON DELETE CASCADE;
ALTER TABLE llx_elaska_folder ADD CONSTRAINT fk_elaska_folder_parent FOREIGN KEY (fk_parent) REFERENCES llx_elaska_folder (rowid) ON DELETE CASCADE;
