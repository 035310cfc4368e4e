-- The firm of these tests: two users, third parties of two entities, the activities, euro.
INSERT INTO llx_user (rowid, entity, login, lastname, firstname, statut) VALUES (1, 1, 'anne', 'Martin', 'Anne', 1), (2, 1, 'paul', 'Durand', 'Paul', 1);
INSERT INTO llx_societe (rowid, entity, nom, client, status) VALUES (10, 1, 'Boulangerie Lefèvre', 1, 1), (11, 2, 'Ailleurs SARL', 1, 1), (12, 1, 'Garage Petit', 1, 1);
INSERT INTO llx_const (name, entity, value) VALUES ('MAIN_MONNAIE', 1, 'EUR'), ('MAIN_INFO_SOCIETE_NOM', 1, 'Cabinet Delmas');
INSERT INTO llx_elaska_activity (rowid, entity, code, label, label_en, colour, icon, billable, position, active) VALUES
    (1, 1, 'call', 'Appel téléphonique', 'Phone call', 'blue', 'phone', 1, 10, 1), (2, 1, 'meeting', 'Rendez-vous client', 'Client meeting', 'teal', 'calendar', 1, 20, 1);
