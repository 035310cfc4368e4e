-- eLaska, GPL-3.0-or-later. Lists of pieces are read, ordered and searched by what kinds of case call them. CASE-06, CRM-23.
ALTER TABLE llx_elaska_case_piece ADD COLUMN title VARCHAR(190) NULL, ADD COLUMN title_en VARCHAR(190) NULL;
