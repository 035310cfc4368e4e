-- eLaska, GPL-3.0-or-later. What became of a link: every opening, reading, download and refusal. Added to, never changed. DOC-11, SEC-12.
CREATE TABLE llx_elaska_share_log (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    fk_share BIGINT NOT NULL,
    at BIGINT NOT NULL,
    fk_file BIGINT NULL,
    name VARCHAR(190) NOT NULL DEFAULT '',
    action VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    result VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ip VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
