-- eLaska, GPL-3.0-or-later. Documents of a link. What may still be read of them is decided at each reading. DOC-11.
CREATE TABLE llx_elaska_share_file (
    fk_share BIGINT NOT NULL,
    fk_file BIGINT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (fk_share, fk_file)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
