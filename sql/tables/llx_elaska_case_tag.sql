-- eLaska, GPL-3.0-or-later. What the firm marks a case with, out of its list case_tags; never shown to the client. CASE-01.
CREATE TABLE llx_elaska_case_tag (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    entity INTEGER NOT NULL,
    fk_case BIGINT NOT NULL,
    tag VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
