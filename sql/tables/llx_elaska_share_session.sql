-- eLaska, GPL-3.0-or-later. Visits of a link: half an hour each, of that link alone, never a session of the portal. DOC-11, SEC-18.
CREATE TABLE llx_elaska_share_session (
    token_hash BINARY(32) NOT NULL PRIMARY KEY,
    fk_share BIGINT NOT NULL,
    until_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
