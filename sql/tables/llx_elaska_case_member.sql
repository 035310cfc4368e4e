-- eLaska, GPL-3.0-or-later. Team of a case with roles; who left stays with the day he did. CASE-01, CASE-30.
CREATE TABLE llx_elaska_case_member (
    rowid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    fk_case BIGINT NOT NULL,
    fk_user INTEGER NOT NULL,
    role VARCHAR(48) NOT NULL DEFAULT '',
    joined_at BIGINT NOT NULL DEFAULT 0,
    left_at BIGINT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
