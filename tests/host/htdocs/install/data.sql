-- A few rows of the native dictionaries, with the ids that a French installation has.
INSERT IGNORE INTO llx_c_country (rowid, code, code_iso, label, active, favorite) VALUES
    ('0', '', NULL, '-', '1', '1'), ('2', 'BE', 'BEL', 'Belgium', '1', '0'), ('14', 'CA', 'CAN', 'Canada', '1', '0'), ('6', 'CH', 'CHE', 'Switzerland', '1', '0'), ('5', 'DE', 'DEU', 'Germany', '1', '0'), ('4', 'ES', 'ESP', 'Spain', '1', '0'), ('1', 'FR', 'FRA', 'France', '1', '0'),
    ('7', 'GB', 'GBR', 'United Kingdom', '1', '0'), ('3', 'IT', 'ITA', 'Italy', '1', '0'), ('140', 'LU', 'LUX', 'Luxembourg', '1', '0'), ('27', 'MC', 'MCO', 'Monaco', '1', '0'), ('17', 'NL', 'NLD', 'Netherlands', '1', '0'), ('25', 'PT', 'PRT', 'Portugal', '1', '0'),
    ('11', 'US', 'USA', 'United States', '1', '0');
INSERT IGNORE INTO llx_c_tva (rowid, entity, fk_pays, code, taux, localtax1, localtax1_type, localtax2, localtax2_type, recuperableonly, active, note) VALUES
    ('46', '1', '1', '', '0', '0', '0', '0', '0', '0', '1', 'VAT rate 0 ou non applicable'), ('47', '1', '1', '', '20', '0', '0', '0', '0', '0', '1', 'VAT rate - standard (France hors DOM-TOM)'), ('48', '1', '1', '', '10', '0', '0', '0', '0', '0', '1', 'VAT rate - reduced'),
    ('49', '1', '1', '', '5.5', '0', '0', '0', '0', '0', '1', 'VAT rate - reduced (France hors DOM-TOM)'), ('50', '1', '1', '', '2.1', '0', '0', '0', '0', '0', '1', 'VAT rate - super-reduced'),
    ('51', '1', '1', '85', '8.5', '0', '0', '0', '0', '0', '0', 'VAT rate - standard (DOM sauf Guyane et Saint-Martin)'), ('52', '1', '1', '85NPR', '8.5', '0', '0', '0', '0', '1', '0', 'VAT rate - standard (DOM sauf Guyane et Saint-Martin), non perçu par le vendeur mais récupérable par acheteur'),
    ('53', '1', '1', '85NPROM', '8.5', '2', '3', '0', '0', '1', '0', 'VAT rate - standard (DOM sauf Guyane et Saint-Martin), NPR, Octroi de Mer'),
    ('54', '1', '1', '85NPROMOMR', '8.5', '2', '3', '2.5', '3', '1', '0', 'VAT rate - standard (DOM sauf Guyane et Saint-Martin), NPR, Octroi de Mer et Octroi de Mer Regional');
INSERT IGNORE INTO llx_c_paiement (id, entity, code, libelle, type, active) VALUES
    ('2', '1', 'VIR', 'Credit Transfer', '2', '1'), ('3', '1', 'PRE', 'Direct Debit', '2', '1'), ('4', '1', 'LIQ', 'Cash', '2', '1'), ('6', '1', 'CB', 'Credit card', '2', '1'), ('7', '1', 'CHQ', 'Cheque', '2', '1');
INSERT IGNORE INTO llx_c_payment_term (rowid, entity, code, sortorder, active, libelle, libelle_facture, type_cdr, nbjour) VALUES
    ('1', '1', 'RECEP', '1', '1', 'Due upon receipt', 'Due upon receipt', '0', '1'), ('2', '1', '30D', '2', '1', '30 days', 'Due in 30 days', '0', '30'), ('3', '1', '30DENDMONTH', '3', '1', '30 days end of month', 'Due in 30 days, end of month', '1', '30'),
    ('4', '1', '60D', '4', '1', '60 days', 'Due in 60 days, end of month', '0', '60'), ('5', '1', '60DENDMONTH', '5', '1', '60 days end of month', 'Due in 60 days, end of month', '1', '60'), ('6', '1', 'PT_ORDER', '6', '1', 'Due on order', 'Due on order', '0', '1'),
    ('7', '1', 'PT_DELIVERY', '7', '1', 'Due on delivery', 'Due on delivery', '0', '1'), ('8', '1', 'PT_5050', '8', '1', '50 and 50', '50% on order, 50% on delivery', '0', '1'), ('9', '1', '10D', '9', '1', '10 days', 'Due in 10 days', '0', '10'),
    ('10', '1', '10DENDMONTH', '10', '1', '10 days end of month', 'Due in 10 days, end of month', '1', '10'), ('11', '1', '14D', '11', '1', '14 days', 'Due in 14 days', '0', '14'), ('12', '1', '14DENDMONTH', '12', '1', '14 days end of month', 'Due in 14 days, end of month', '1', '14');
INSERT IGNORE INTO llx_c_type_contact (rowid, element, source, code, libelle, active) VALUES
    ('10', 'facture', 'internal', 'SALESREPFOLL', 'Responsable suivi du paiement', '1'), ('11', 'facture', 'external', 'BILLING', 'Contact client facturation', '1'), ('12', 'facture', 'external', 'SHIPPING', 'Contact client livraison', '1'),
    ('13', 'facture', 'external', 'SERVICE', 'Contact client prestation', '1'), ('42', 'ticket', 'internal', 'SUPPORTTEC', 'Utilisateur contact support', '1'), ('43', 'ticket', 'internal', 'CONTRIBUTOR', 'Intervenant', '1'),
    ('44', 'ticket', 'external', 'SUPPORTCLI', 'Contact client suivi incident', '1'), ('45', 'ticket', 'external', 'CONTRIBUTOR', 'Intervenant', '1'), ('46', 'project', 'internal', 'PROJECTLEADER', 'Chef de Projet', '1'), ('47', 'project', 'internal', 'PROJECTCONTRIBUTOR', 'Intervenant', '1'),
    ('48', 'project', 'external', 'PROJECTLEADER', 'Chef de Projet', '1'), ('49', 'project', 'external', 'PROJECTCONTRIBUTOR', 'Intervenant', '1'), ('50', 'project_task', 'internal', 'TASKEXECUTIVE', 'Responsable', '1'), ('51', 'project_task', 'internal', 'TASKCONTRIBUTOR', 'Intervenant', '1'),
    ('52', 'project_task', 'external', 'TASKEXECUTIVE', 'Responsable', '1'), ('53', 'project_task', 'external', 'TASKCONTRIBUTOR', 'Intervenant', '1'), ('61', 'societe', 'external', 'SALESREPTHIRD', 'Sales Representative', '1');
INSERT IGNORE INTO llx_c_typent (id, code, libelle, fk_country, active) VALUES
    ('1', 'TE_STARTUP', 'Start-up', NULL, '0'), ('2', 'TE_GROUP', 'Grand groupe', NULL, '1'), ('3', 'TE_MEDIUM', 'PME/PMI', NULL, '1'), ('4', 'TE_SMALL', 'TPE', NULL, '1'), ('5', 'TE_ADMIN', 'Administration', NULL, '1'), ('6', 'TE_WHOLE', 'Grossiste', NULL, '0'),
    ('7', 'TE_RETAIL', 'Revendeur', NULL, '0'), ('8', 'TE_PRIVATE', 'Particulier', NULL, '1'), ('100', 'TE_OTHER', 'Autres', NULL, '1');
INSERT IGNORE INTO llx_c_civility (rowid, code, label, active) VALUES
    ('1', 'MME', 'Madame', '1'), ('2', 'MR', 'Monsieur', '1'), ('3', 'MLE', 'Mademoiselle', '1'), ('4', 'MTRE', 'Maître', '1'), ('5', 'DR', 'Docteur', '1');
INSERT IGNORE INTO llx_c_currencies (code_iso, label, active, unicode) VALUES
    ('CAD', 'Canada Dollar', '1', '[36]'), ('CHF', 'Switzerland Franc', '1', '[67,72,70]'), ('EUR', 'Euro Member Countries', '1', '[8364]'), ('GBP', 'United Kingdom Pound', '1', '[163]'), ('USD', 'United States Dollar', '1', '[36]');
INSERT IGNORE INTO llx_c_ticket_type (rowid, code, pos, label, active, use_default) VALUES
    ('1', 'COM', '10', 'Commercial question', '1', '0'), ('2', 'HELP', '15', 'Request for functionnal help', '1', '0'), ('3', 'ISSUE', '20', 'Issue or bug', '1', '0'), ('4', 'PROBLEM', '22', 'Problem', '0', '0'), ('5', 'REQUEST', '25', 'Change or enhancement request', '1', '0'),
    ('6', 'PROJECT', '30', 'Project', '0', '0'), ('7', 'OTHER', '40', 'Other', '1', '1');
INSERT IGNORE INTO llx_c_ticket_severity (rowid, code, pos, label, active, use_default) VALUES
    ('1', 'LOW', '10', 'Low', '1', '0'), ('2', 'NORMAL', '20', 'Normal', '1', '1'), ('3', 'HIGH', '30', 'High', '1', '0'), ('4', 'BLOCKING', '40', 'Critical / blocking', '1', '0');
INSERT IGNORE INTO llx_c_ticket_category (rowid, code, pos, label, active, use_default) VALUES
    ('1', 'OTHER', '10', 'Other', '1', '1');
INSERT IGNORE INTO llx_c_stcomm (id, code, libelle, active) VALUES
    ('-1', 'ST_NO', 'Do not contact', '1'), ('0', 'ST_NEVER', 'Never contacted', '1'), ('1', 'ST_TODO', 'To contact', '1'), ('2', 'ST_PEND', 'Contact in progress', '1'), ('3', 'ST_DONE', 'Contacted', '1');
INSERT IGNORE INTO llx_c_lead_status (rowid, code, label, position, percent, active) VALUES
    ('1', 'PROSP', 'Prospection', '10', '0.00', '1'), ('2', 'QUAL', 'Qualification', '20', '20.00', '1'), ('3', 'PROPO', 'Proposal', '30', '40.00', '1'), ('4', 'NEGO', 'Negotiation', '40', '60.00', '1'), ('5', 'PENDING', 'Pending', '50', '50.00', '0'), ('6', 'WON', 'Won', '60', '100.00', '1'),
    ('7', 'LOST', 'Lost', '70', '0.00', '1');
INSERT IGNORE INTO llx_c_actioncomm (id, code, type, libelle, active, position) VALUES
    ('1', 'AC_TEL', 'system', 'Phone call', '1', '2'), ('2', 'AC_FAX', 'system', 'Send Fax', '0', '3'), ('4', 'AC_EMAIL', 'system', 'Send Email', '0', '4'), ('5', 'AC_RDV', 'system', 'Rendez-vous', '1', '1'), ('11', 'AC_INT', 'system', 'Intervention on site', '1', '4'),
    ('40', 'AC_OTH_AUTO', 'systemauto', 'Other (automatically inserted events)', '1', '20'), ('50', 'AC_OTH', 'system', 'Other (manually inserted events)', '1', '5');
