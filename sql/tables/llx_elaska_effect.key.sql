-- eLaska, GPL-3.0-or-later. Keys: each says which query it serves.
-- an effect of one change runs once
ALTER TABLE llx_elaska_effect ADD UNIQUE INDEX uk_elaska_effect_once (source, source_id, position);
-- effects of a case
ALTER TABLE llx_elaska_effect ADD INDEX idx_elaska_effect_case (fk_case, rowid);
-- failed ones of all cases
ALTER TABLE llx_elaska_effect ADD INDEX idx_elaska_effect_state (entity, state, rowid);
-- goes with its case
ALTER TABLE llx_elaska_effect ADD CONSTRAINT fk_elaska_effect_case FOREIGN KEY (fk_case) REFERENCES llx_elaska_case (rowid) ON DELETE CASCADE;
