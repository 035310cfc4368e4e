-- eLaska, GPL-3.0-or-later. Reference rows; replayed at each activation, so every statement is idempotent.
INSERT IGNORE INTO llx_elaska_activity (entity, code, label, label_en, colour, icon, billable, position, active) VALUES (__ENTITY__, 'call', 'Appel téléphonique', 'Phone call', 'blue', 'phone', 1, 10, 1);
INSERT IGNORE INTO llx_elaska_activity (entity, code, label, label_en, colour, icon, billable, position, active) VALUES (__ENTITY__, 'meeting', 'Rendez-vous client', 'Client meeting', 'teal', 'calendar', 1, 20, 1);
INSERT IGNORE INTO llx_elaska_activity (entity, code, label, label_en, colour, icon, billable, position, active) VALUES (__ENTITY__, 'drafting', 'Rédaction', 'Drafting', 'violet', 'pencil', 1, 30, 1);
INSERT IGNORE INTO llx_elaska_activity (entity, code, label, label_en, colour, icon, billable, position, active) VALUES (__ENTITY__, 'research', 'Recherche', 'Research', 'amber', 'search', 1, 40, 1);
INSERT IGNORE INTO llx_elaska_activity (entity, code, label, label_en, colour, icon, billable, position, active) VALUES (__ENTITY__, 'admin', 'Gestion administrative', 'Administration', 'slate', 'folder', 0, 50, 1);
