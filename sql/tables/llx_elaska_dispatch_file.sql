-- eLaska, GPL-3.0-or-later. Documents of a sending, by the name that they bore then. DOC-10.
CREATE TABLE llx_elaska_dispatch_file (
    fk_dispatch BIGINT NOT NULL,
    fk_file BIGINT NOT NULL,
    name VARCHAR(190) NOT NULL,
    PRIMARY KEY (fk_dispatch, fk_file)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
