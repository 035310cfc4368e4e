-- eLaska, GPL-3.0-or-later. A piece knows the document that the firm holds already. DOC-09.
ALTER TABLE llx_elaska_case_piece
    ADD COLUMN fk_file BIGINT NULL AFTER fk_definition,
    ADD INDEX idx_elaska_case_piece_file (fk_file),
    ADD CONSTRAINT fk_elaska_case_piece_file FOREIGN KEY (fk_file) REFERENCES llx_elaska_file (rowid) ON DELETE SET NULL;
