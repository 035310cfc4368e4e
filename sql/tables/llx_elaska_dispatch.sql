-- eLaska, GPL-3.0-or-later. Register of documents sent outside: to whom, when, how. DOC-10.
CREATE TABLE llx_elaska_dispatch (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_soc INTEGER NOT NULL,
    fk_case BIGINT NOT NULL,
    means VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fk_soc_to INTEGER NULL,
    fk_contact_to INTEGER NULL,
    name VARCHAR(190) NOT NULL,
    email VARCHAR(190) NOT NULL DEFAULT '',
    sent_on DATE NOT NULL,
    tracking VARCHAR(80) NOT NULL DEFAULT '',
    note VARCHAR(500) NOT NULL DEFAULT '',
    fk_share BIGINT NULL,
    created_at BIGINT NOT NULL,
    fk_user_creat INTEGER NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
