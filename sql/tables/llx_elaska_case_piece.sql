-- eLaska, GPL-3.0-or-later. Pieces that a case needs, with their life. fk_definition: the revision that named the piece last,
-- where that of the case no longer does. case_closed: its case is closed, nobody waits for it. fk_file: the document that the firm
-- holds already; proposed while 'available', otherwise not to be proposed again. title: what its kind of case calls it, for lists;
-- label: what it is called in this case alone. CASE-06, DOC-06, DOC-07, DOC-09.
CREATE TABLE llx_elaska_case_piece (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_case BIGINT NOT NULL,
    fk_step BIGINT NULL,
    fk_action BIGINT NULL,
    code VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    label VARCHAR(190) NULL,
    category VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    source VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'client',
    required SMALLINT NOT NULL DEFAULT 1,
    many SMALLINT NOT NULL DEFAULT 0,
    help TEXT NULL,
    status VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'to_provide',
    status_at BIGINT NOT NULL,
    reason VARCHAR(500) NULL,
    due_on DATE NULL,
    valid_until DATE NULL,
    position INTEGER NOT NULL,
    fk_definition BIGINT NULL,
    fk_file BIGINT NULL,
    case_closed SMALLINT NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 1,
    title VARCHAR(190) NULL,
    title_en VARCHAR(190) NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
