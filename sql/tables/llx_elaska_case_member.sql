-- eLaska, GPL-3.0-or-later. Team of a case with roles. CASE-01.
CREATE TABLE llx_elaska_case_member (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    fk_case BIGINT NOT NULL,
    fk_user INTEGER NOT NULL,
    role VARCHAR(48) NOT NULL DEFAULT ''
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
