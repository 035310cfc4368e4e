-- eLaska, GPL-3.0-or-later. Advisers to whom the client opened a document of his vault; nobody else learns of it. DOC-13.
CREATE TABLE llx_elaska_vault_reader (
    fk_vault BIGINT NOT NULL,
    fk_user INTEGER NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (fk_vault, fk_user)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
