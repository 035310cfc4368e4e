-- Native tables of Dolibarr as facts/schema.php recorded them: names, types, keys.

CREATE TABLE IF NOT EXISTS llx_const (
    rowid int(11) NOT NULL AUTO_INCREMENT, name varchar(180) NOT NULL, entity int(11) NOT NULL DEFAULT 1, value text NOT NULL, type varchar(64) DEFAULT 'string', visible tinyint(4) NOT NULL DEFAULT 1, note text DEFAULT NULL, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
    PRIMARY KEY (rowid), UNIQUE KEY uk_const (name,entity)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_user (
    rowid int(11) NOT NULL AUTO_INCREMENT, entity int(11) NOT NULL DEFAULT 1, ref_employee varchar(50) DEFAULT NULL, ref_ext varchar(50) DEFAULT NULL, admin smallint(6) DEFAULT 0, employee tinyint(4) DEFAULT 1, fk_establishment int(11) DEFAULT 0, datec datetime DEFAULT NULL,
    tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), fk_user_creat int(11) DEFAULT NULL, fk_user_modif int(11) DEFAULT NULL, login varchar(50) NOT NULL, pass_encoding varchar(24) DEFAULT NULL, pass varchar(128) DEFAULT NULL, pass_crypted varchar(128) DEFAULT NULL,
    pass_temp varchar(128) DEFAULT NULL, api_key varchar(128) DEFAULT NULL, gender varchar(10) DEFAULT NULL, civility varchar(6) DEFAULT NULL, lastname varchar(50) DEFAULT NULL, firstname varchar(50) DEFAULT NULL, address varchar(255) DEFAULT NULL, zip varchar(25) DEFAULT NULL,
    town varchar(50) DEFAULT NULL, fk_state int(11) DEFAULT 0, fk_country int(11) DEFAULT 0, birth date DEFAULT NULL, birth_place varchar(64) DEFAULT NULL, job varchar(128) DEFAULT NULL, office_phone varchar(30) DEFAULT NULL, office_fax varchar(30) DEFAULT NULL, user_mobile varchar(30) DEFAULT NULL,
    personal_mobile varchar(30) DEFAULT NULL, email varchar(255) DEFAULT NULL, personal_email varchar(255) DEFAULT NULL, email_oauth2 varchar(255) DEFAULT NULL, signature longtext DEFAULT NULL, socialnetworks text DEFAULT NULL, fk_soc int(11) DEFAULT NULL, fk_socpeople int(11) DEFAULT NULL,
    fk_member int(11) DEFAULT NULL, fk_user int(11) DEFAULT NULL, fk_user_expense_validator int(11) DEFAULT NULL, fk_user_holiday_validator int(11) DEFAULT NULL, national_registration_number varchar(50) DEFAULT NULL, idpers1 varchar(128) DEFAULT NULL, idpers2 varchar(128) DEFAULT NULL,
    idpers3 varchar(128) DEFAULT NULL, note_public text DEFAULT NULL, note_private text DEFAULT NULL, model_pdf varchar(255) DEFAULT NULL, last_main_doc varchar(255) DEFAULT NULL, datelastlogin datetime DEFAULT NULL, datepreviouslogin datetime DEFAULT NULL,
    datelastpassvalidation datetime DEFAULT NULL, datestartvalidity datetime DEFAULT NULL, dateendvalidity datetime DEFAULT NULL, flagdelsessionsbefore datetime DEFAULT NULL, iplastlogin varchar(250) DEFAULT NULL, ippreviouslogin varchar(250) DEFAULT NULL, ldap_sid varchar(255) DEFAULT NULL,
    openid varchar(255) DEFAULT NULL, statut tinyint(4) DEFAULT 1, photo varchar(255) DEFAULT NULL, lang varchar(6) DEFAULT NULL, color varchar(6) DEFAULT NULL, barcode varchar(255) DEFAULT NULL, fk_barcode_type int(11) DEFAULT 0, accountancy_code_user_general varchar(32) DEFAULT NULL,
    accountancy_code varchar(32) DEFAULT NULL, nb_holiday int(11) DEFAULT 0, thm double(24,8) DEFAULT NULL, tjm double(24,8) DEFAULT NULL, salary double(24,8) DEFAULT NULL, salaryextra double(24,8) DEFAULT NULL, dateemployment date DEFAULT NULL, dateemploymentend date DEFAULT NULL,
    weeklyhours double(16,8) DEFAULT NULL, import_key varchar(14) DEFAULT NULL, default_range int(11) DEFAULT NULL, default_c_exp_tax_cat int(11) DEFAULT NULL, fk_warehouse int(11) DEFAULT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_user_login (login,entity),
    UNIQUE KEY uk_user_fk_socpeople (fk_socpeople), UNIQUE KEY uk_user_fk_member (fk_member), UNIQUE KEY uk_user_api_key (api_key), KEY idx_user_fk_societe (fk_soc)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_user_param (
    fk_user int(11) NOT NULL, entity int(11) NOT NULL DEFAULT 1, param varchar(180) NOT NULL, value text NOT NULL, UNIQUE KEY uk_user_param (fk_user,param,entity)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_user_rights (
    rowid int(11) NOT NULL AUTO_INCREMENT, entity int(11) NOT NULL DEFAULT 1, fk_user int(11) NOT NULL, fk_id int(11) NOT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_user_rights (entity,fk_user,fk_id), KEY fk_user_rights_fk_user_user (fk_user),
    CONSTRAINT fk_user_rights_fk_user_user FOREIGN KEY (fk_user) REFERENCES llx_user (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_rights_def (
    id int(11) NOT NULL, entity int(11) NOT NULL DEFAULT 1, libelle varchar(255) DEFAULT NULL, module varchar(64) DEFAULT NULL, module_origin varchar(64) DEFAULT NULL, module_position int(11) NOT NULL DEFAULT 0, family_position int(11) NOT NULL DEFAULT 0, perms varchar(50) DEFAULT NULL,
    subperms varchar(50) DEFAULT NULL, type varchar(1) DEFAULT NULL, bydefault tinyint(4) DEFAULT 0, enabled text DEFAULT NULL, PRIMARY KEY (id,entity)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_usergroup (
    rowid int(11) NOT NULL AUTO_INCREMENT, nom varchar(180) NOT NULL, entity int(11) NOT NULL DEFAULT 1, datec datetime DEFAULT NULL, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), note text DEFAULT NULL, model_pdf varchar(255) DEFAULT NULL, PRIMARY KEY (rowid),
    UNIQUE KEY uk_usergroup_name (nom,entity)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_usergroup_user (
    rowid int(11) NOT NULL AUTO_INCREMENT, entity int(11) NOT NULL DEFAULT 1, fk_user int(11) NOT NULL, fk_usergroup int(11) NOT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_usergroup_user (entity,fk_user,fk_usergroup), KEY fk_usergroup_user_fk_user (fk_user),
    KEY fk_usergroup_user_fk_usergroup (fk_usergroup), CONSTRAINT fk_usergroup_user_fk_user FOREIGN KEY (fk_user) REFERENCES llx_user (rowid), CONSTRAINT fk_usergroup_user_fk_usergroup FOREIGN KEY (fk_usergroup) REFERENCES llx_usergroup (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_usergroup_rights (
    rowid int(11) NOT NULL AUTO_INCREMENT, entity int(11) NOT NULL DEFAULT 1, fk_usergroup int(11) NOT NULL, fk_id int(11) NOT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_usergroup_rights (entity,fk_usergroup,fk_id), KEY fk_usergroup_rights_fk_usergroup (fk_usergroup),
    CONSTRAINT fk_usergroup_rights_fk_usergroup FOREIGN KEY (fk_usergroup) REFERENCES llx_usergroup (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_menu (
    rowid int(11) NOT NULL AUTO_INCREMENT, menu_handler varchar(16) NOT NULL, entity int(11) NOT NULL DEFAULT 1, module varchar(255) DEFAULT NULL, type varchar(4) NOT NULL, mainmenu varchar(100) NOT NULL, leftmenu varchar(100) DEFAULT NULL, fk_menu int(11) NOT NULL,
    fk_mainmenu varchar(100) DEFAULT NULL, fk_leftmenu varchar(100) DEFAULT NULL, position int(11) NOT NULL, url text NOT NULL, showtopmenuinframe int(11) DEFAULT 0, target varchar(100) DEFAULT NULL, titre varchar(255) NOT NULL, prefix varchar(255) DEFAULT NULL, langs varchar(100) DEFAULT NULL,
    level smallint(6) DEFAULT NULL, perms text DEFAULT NULL, enabled text DEFAULT NULL, usertype int(11) NOT NULL DEFAULT 0, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), PRIMARY KEY (rowid), KEY idx_menu_menuhandler_type (menu_handler,type)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_societe (
    rowid int(11) NOT NULL AUTO_INCREMENT, nom varchar(128) DEFAULT NULL, name_alias varchar(128) DEFAULT NULL, entity int(11) NOT NULL DEFAULT 1, ref_ext varchar(255) DEFAULT NULL, statut tinyint(4) DEFAULT 0, parent int(11) DEFAULT NULL, status tinyint(4) DEFAULT 1,
    code_client varchar(24) DEFAULT NULL, code_fournisseur varchar(24) DEFAULT NULL, tp_payment_reference varchar(25) DEFAULT NULL, accountancy_code_customer_general varchar(32) DEFAULT NULL, code_compta varchar(32) DEFAULT NULL, accountancy_code_supplier_general varchar(32) DEFAULT NULL,
    code_compta_fournisseur varchar(32) DEFAULT NULL, address varchar(255) DEFAULT NULL, zip varchar(25) DEFAULT NULL, town varchar(50) DEFAULT NULL, fk_departement int(11) DEFAULT 0, fk_pays int(11) DEFAULT 0, geolat double(24,8) DEFAULT NULL, geolong double(24,8) DEFAULT NULL,
    geopoint point DEFAULT NULL, georesultcode varchar(16) DEFAULT NULL, phone varchar(30) DEFAULT NULL, phone_mobile varchar(30) DEFAULT NULL, fax varchar(30) DEFAULT NULL, url varchar(255) DEFAULT NULL, email varchar(128) DEFAULT NULL, fk_account int(11) DEFAULT 0, socialnetworks text DEFAULT NULL,
    fk_effectif int(11) DEFAULT 0, fk_typent int(11) DEFAULT NULL, fk_forme_juridique int(11) DEFAULT 0, fk_currency varchar(3) DEFAULT NULL, siren varchar(128) DEFAULT NULL, siret varchar(128) DEFAULT NULL, ape varchar(128) DEFAULT NULL, idprof4 varchar(128) DEFAULT NULL,
    idprof5 varchar(128) DEFAULT NULL, idprof6 varchar(128) DEFAULT NULL, tva_intra varchar(20) DEFAULT NULL, capital double(24,8) DEFAULT NULL, fk_stcomm int(11) NOT NULL DEFAULT 0, note_private text DEFAULT NULL, note_public text DEFAULT NULL, model_pdf varchar(255) DEFAULT NULL,
    last_main_doc varchar(255) DEFAULT NULL, prefix_comm varchar(5) DEFAULT NULL, client tinyint(4) DEFAULT 0, fournisseur tinyint(4) DEFAULT 0, supplier_account varchar(32) DEFAULT NULL, fk_prospectlevel varchar(12) DEFAULT NULL, fk_incoterms int(11) DEFAULT NULL,
    location_incoterms varchar(255) DEFAULT NULL, customer_bad tinyint(4) DEFAULT 0, customer_rate double DEFAULT 0, supplier_rate double DEFAULT 0, remise_client double DEFAULT 0, remise_supplier double DEFAULT 0, mode_reglement tinyint(4) DEFAULT NULL, cond_reglement tinyint(4) DEFAULT NULL,
    deposit_percent varchar(63) DEFAULT NULL, transport_mode tinyint(4) DEFAULT NULL, mode_reglement_supplier tinyint(4) DEFAULT NULL, cond_reglement_supplier tinyint(4) DEFAULT NULL, transport_mode_supplier tinyint(4) DEFAULT NULL, fk_shipping_method int(11) DEFAULT NULL,
    tva_assuj tinyint(4) DEFAULT 1, vat_reverse_charge tinyint(4) DEFAULT 0, localtax1_assuj tinyint(4) DEFAULT 0, localtax1_value double(7,4) DEFAULT NULL, localtax2_assuj tinyint(4) DEFAULT 0, localtax2_value double(7,4) DEFAULT NULL, barcode varchar(180) DEFAULT NULL,
    fk_barcode_type int(11) DEFAULT 0, price_level int(11) DEFAULT NULL, outstanding_limit double(24,8) DEFAULT NULL, order_min_amount double(24,8) DEFAULT NULL, supplier_order_min_amount double(24,8) DEFAULT NULL, default_lang varchar(6) DEFAULT NULL, logo varchar(255) DEFAULT NULL,
    logo_squarred varchar(255) DEFAULT NULL, canvas varchar(32) DEFAULT NULL, fk_warehouse int(11) DEFAULT NULL, webservices_url varchar(255) DEFAULT NULL, webservices_key varchar(128) DEFAULT NULL, accountancy_code_sell varchar(32) DEFAULT NULL, accountancy_code_buy varchar(32) DEFAULT NULL,
    tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), datec datetime DEFAULT NULL, fk_user_creat int(11) DEFAULT NULL, fk_user_modif int(11) DEFAULT NULL, fk_multicurrency int(11) DEFAULT NULL, multicurrency_code varchar(3) DEFAULT NULL, ip varchar(250) DEFAULT NULL,
    import_key varchar(14) DEFAULT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_societe_prefix_comm (prefix_comm,entity), UNIQUE KEY uk_societe_code_client (code_client,entity), UNIQUE KEY uk_societe_code_fournisseur (code_fournisseur,entity),
    UNIQUE KEY uk_societe_barcode (barcode,fk_barcode_type,entity), KEY idx_societe_nom (nom), KEY idx_societe_user_creat (fk_user_creat), KEY idx_societe_user_modif (fk_user_modif), KEY idx_societe_stcomm (fk_stcomm), KEY idx_societe_pays (fk_pays), KEY idx_societe_account (fk_account),
    KEY idx_societe_prospectlevel (fk_prospectlevel), KEY idx_societe_typent (fk_typent), KEY idx_societe_forme_juridique (fk_forme_juridique), KEY idx_societe_shipping_method (fk_shipping_method)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_societe_extrafields (
    rowid int(11) NOT NULL AUTO_INCREMENT, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), fk_object int(11) NOT NULL, import_key varchar(14) DEFAULT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_societe_extrafields (fk_object)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_societe_commerciaux (
    rowid int(11) NOT NULL AUTO_INCREMENT, fk_soc int(11) DEFAULT NULL, fk_user int(11) DEFAULT NULL, fk_c_type_contact_code varchar(32) NOT NULL DEFAULT 'SALESREPTHIRD', import_key varchar(14) DEFAULT NULL, PRIMARY KEY (rowid),
    UNIQUE KEY uk_societe_commerciaux_c_type_contact (fk_soc,fk_user,fk_c_type_contact_code), KEY fk_societe_commerciaux_fk_user (fk_user), CONSTRAINT fk_societe_commerciaux_fk_soc FOREIGN KEY (fk_soc) REFERENCES llx_societe (rowid),
    CONSTRAINT fk_societe_commerciaux_fk_user FOREIGN KEY (fk_user) REFERENCES llx_user (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_societe_remise_except (
    rowid int(11) NOT NULL AUTO_INCREMENT, entity int(11) NOT NULL DEFAULT 1, fk_soc int(11) NOT NULL, discount_type int(11) NOT NULL DEFAULT 0, datec datetime DEFAULT NULL, amount_ht double(24,8) NOT NULL, amount_tva double(24,8) NOT NULL DEFAULT 0.00000000,
    amount_ttc double(24,8) NOT NULL DEFAULT 0.00000000, tva_tx double(7,4) NOT NULL DEFAULT 0.0000, vat_src_code varchar(10) DEFAULT '', fk_user int(11) NOT NULL, fk_facture_line int(11) DEFAULT NULL, fk_facture int(11) DEFAULT NULL, fk_facture_source int(11) DEFAULT NULL,
    fk_invoice_supplier_line int(11) DEFAULT NULL, fk_invoice_supplier int(11) DEFAULT NULL, fk_invoice_supplier_source int(11) DEFAULT NULL, description text NOT NULL, multicurrency_code varchar(3) DEFAULT NULL, multicurrency_tx double(24,8) DEFAULT NULL,
    multicurrency_amount_ht double(24,8) NOT NULL DEFAULT 0.00000000, multicurrency_amount_tva double(24,8) NOT NULL DEFAULT 0.00000000, multicurrency_amount_ttc double(24,8) NOT NULL DEFAULT 0.00000000, PRIMARY KEY (rowid), KEY idx_societe_remise_except_fk_user (fk_user),
    KEY idx_societe_remise_except_fk_soc (fk_soc), KEY idx_societe_remise_except_fk_facture_line (fk_facture_line), KEY idx_societe_remise_except_fk_facture (fk_facture), KEY idx_societe_remise_except_fk_facture_source (fk_facture_source), KEY idx_societe_remise_except_discount_type (discount_type),
    KEY fk_soc_remise_fk_invoice_supplier_line (fk_invoice_supplier_line), KEY fk_societe_remise_fk_invoice_supplier_source (fk_invoice_supplier), CONSTRAINT fk_soc_remise_fk_facture_line FOREIGN KEY (fk_facture_line) REFERENCES llx_facturedet (rowid),
    CONSTRAINT fk_soc_remise_fk_soc FOREIGN KEY (fk_soc) REFERENCES llx_societe (rowid), CONSTRAINT fk_societe_remise_fk_facture FOREIGN KEY (fk_facture) REFERENCES llx_facture (rowid), CONSTRAINT fk_societe_remise_fk_facture_source FOREIGN KEY (fk_facture_source) REFERENCES llx_facture (rowid),
    CONSTRAINT fk_societe_remise_fk_user FOREIGN KEY (fk_user) REFERENCES llx_user (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_socpeople (
    rowid int(11) NOT NULL AUTO_INCREMENT, datec datetime DEFAULT NULL, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), fk_soc int(11) DEFAULT NULL, entity int(11) NOT NULL DEFAULT 1, ref_ext varchar(255) DEFAULT NULL, name_alias varchar(255) DEFAULT NULL,
    fk_parent int(11) DEFAULT NULL, civility varchar(6) DEFAULT NULL, lastname varchar(50) DEFAULT NULL, firstname varchar(50) DEFAULT NULL, address varchar(255) DEFAULT NULL, zip varchar(25) DEFAULT NULL, town varchar(255) DEFAULT NULL, fk_departement int(11) DEFAULT NULL, fk_pays int(11) DEFAULT 0,
    geolat double(24,8) DEFAULT NULL, geolong double(24,8) DEFAULT NULL, geopoint point DEFAULT NULL, georesultcode varchar(16) DEFAULT NULL, birthday date DEFAULT NULL, poste varchar(255) DEFAULT NULL, phone varchar(30) DEFAULT NULL, phone_perso varchar(30) DEFAULT NULL,
    phone_mobile varchar(30) DEFAULT NULL, fax varchar(30) DEFAULT NULL, url varchar(255) DEFAULT NULL, email varchar(255) DEFAULT NULL, socialnetworks text DEFAULT NULL, photo varchar(255) DEFAULT NULL, no_email smallint(6) NOT NULL DEFAULT 0, priv smallint(6) NOT NULL DEFAULT 0,
    fk_prospectlevel varchar(12) DEFAULT NULL, fk_stcommcontact int(11) NOT NULL DEFAULT 0, fk_user_creat int(11) DEFAULT 0, fk_user_modif int(11) DEFAULT NULL, note_private text DEFAULT NULL, note_public text DEFAULT NULL, default_lang varchar(6) DEFAULT NULL, canvas varchar(32) DEFAULT NULL,
    import_key varchar(14) DEFAULT NULL, statut tinyint(4) NOT NULL DEFAULT 1, ip varchar(250) DEFAULT NULL, PRIMARY KEY (rowid), KEY idx_socpeople_fk_soc (fk_soc), KEY idx_socpeople_fk_user_creat (fk_user_creat), KEY idx_socpeople_lastname (lastname),
    CONSTRAINT fk_socpeople_fk_soc FOREIGN KEY (fk_soc) REFERENCES llx_societe (rowid), CONSTRAINT fk_socpeople_user_creat_user_rowid FOREIGN KEY (fk_user_creat) REFERENCES llx_user (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_socpeople_extrafields (
    rowid int(11) NOT NULL AUTO_INCREMENT, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), fk_object int(11) NOT NULL, import_key varchar(14) DEFAULT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_socpeople_extrafields (fk_object)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_categorie (
    rowid int(11) NOT NULL AUTO_INCREMENT, entity int(11) NOT NULL DEFAULT 1, fk_parent int(11) NOT NULL DEFAULT 0, label varchar(180) NOT NULL, ref_ext varchar(255) DEFAULT NULL, type int(11) NOT NULL DEFAULT 1, description text DEFAULT NULL, color varchar(8) DEFAULT NULL, position int(11) DEFAULT 0,
    fk_soc int(11) DEFAULT NULL, visible tinyint(4) NOT NULL DEFAULT 1, date_creation datetime DEFAULT NULL, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), fk_user_creat int(11) DEFAULT NULL, fk_user_modif int(11) DEFAULT NULL, import_key varchar(14) DEFAULT NULL,
    PRIMARY KEY (rowid), UNIQUE KEY uk_categorie_ref (entity,fk_parent,label,type)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_categorie_societe (
    fk_categorie int(11) NOT NULL, fk_soc int(11) NOT NULL, import_key varchar(14) DEFAULT NULL, PRIMARY KEY (fk_categorie,fk_soc), KEY idx_categorie_societe_fk_categorie (fk_categorie), KEY idx_categorie_societe_fk_societe (fk_soc),
    CONSTRAINT fk_categorie_societe_categorie_rowid FOREIGN KEY (fk_categorie) REFERENCES llx_categorie (rowid), CONSTRAINT fk_categorie_societe_fk_soc FOREIGN KEY (fk_soc) REFERENCES llx_societe (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_categorie_contact (
    fk_categorie int(11) NOT NULL, fk_socpeople int(11) NOT NULL, import_key varchar(14) DEFAULT NULL, PRIMARY KEY (fk_categorie,fk_socpeople), KEY idx_categorie_contact_fk_categorie (fk_categorie), KEY idx_categorie_contact_fk_socpeople (fk_socpeople),
    CONSTRAINT fk_categorie_contact_categorie_rowid FOREIGN KEY (fk_categorie) REFERENCES llx_categorie (rowid), CONSTRAINT fk_categorie_contact_fk_socpeople FOREIGN KEY (fk_socpeople) REFERENCES llx_socpeople (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_categorie_user (
    fk_categorie int(11) NOT NULL, fk_user int(11) NOT NULL, import_key varchar(14) DEFAULT NULL, PRIMARY KEY (fk_categorie,fk_user), KEY idx_categorie_user_fk_categorie (fk_categorie), KEY idx_categorie_user_fk_user (fk_user),
    CONSTRAINT fk_categorie_user_categorie_rowid FOREIGN KEY (fk_categorie) REFERENCES llx_categorie (rowid), CONSTRAINT fk_categorie_user_fk_user FOREIGN KEY (fk_user) REFERENCES llx_user (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_categorie_project (
    fk_categorie int(11) NOT NULL, fk_project int(11) NOT NULL, import_key varchar(14) DEFAULT NULL, PRIMARY KEY (fk_categorie,fk_project), KEY idx_categorie_project_fk_categorie (fk_categorie), KEY idx_categorie_project_fk_project (fk_project),
    CONSTRAINT fk_categorie_project_categorie_rowid FOREIGN KEY (fk_categorie) REFERENCES llx_categorie (rowid), CONSTRAINT fk_categorie_project_fk_project_rowid FOREIGN KEY (fk_project) REFERENCES llx_projet (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_categorie_ticket (
    fk_categorie int(11) NOT NULL, fk_ticket int(11) NOT NULL, import_key varchar(14) DEFAULT NULL, PRIMARY KEY (fk_categorie,fk_ticket), KEY idx_categorie_ticket_fk_categorie (fk_categorie), KEY idx_categorie_ticket_fk_ticket (fk_ticket),
    CONSTRAINT fk_categorie_ticket_categorie_rowid FOREIGN KEY (fk_categorie) REFERENCES llx_categorie (rowid), CONSTRAINT fk_categorie_ticket_ticket_rowid FOREIGN KEY (fk_ticket) REFERENCES llx_ticket (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_categorie_product (
    fk_categorie int(11) NOT NULL, fk_product int(11) NOT NULL, import_key varchar(14) DEFAULT NULL, PRIMARY KEY (fk_categorie,fk_product), KEY idx_categorie_product_fk_categorie (fk_categorie), KEY idx_categorie_product_fk_product (fk_product),
    CONSTRAINT fk_categorie_product_categorie_rowid FOREIGN KEY (fk_categorie) REFERENCES llx_categorie (rowid), CONSTRAINT fk_categorie_product_product_rowid FOREIGN KEY (fk_product) REFERENCES llx_product (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_categorie_invoice (
    fk_categorie int(11) NOT NULL, fk_invoice int(11) NOT NULL, import_key varchar(14) DEFAULT NULL, PRIMARY KEY (fk_categorie,fk_invoice), KEY idx_categorie_invoice_fk_categorie (fk_categorie), KEY idx_categorie_invoice_fk_invoice (fk_invoice),
    CONSTRAINT fk_categorie_invoice_categorie_rowid FOREIGN KEY (fk_categorie) REFERENCES llx_categorie (rowid), CONSTRAINT fk_categorie_invoice_fk_invoice_rowid FOREIGN KEY (fk_invoice) REFERENCES llx_facture (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_projet (
    rowid int(11) NOT NULL AUTO_INCREMENT, fk_project int(11) DEFAULT NULL, fk_soc int(11) DEFAULT NULL, datec datetime DEFAULT NULL, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), dateo date DEFAULT NULL, datee date DEFAULT NULL, ref varchar(50) DEFAULT NULL,
    ref_ext varchar(50) DEFAULT NULL, entity int(11) NOT NULL DEFAULT 1, title varchar(255) NOT NULL, description text DEFAULT NULL, fk_user_creat int(11) NOT NULL, fk_user_modif int(11) DEFAULT NULL, public int(11) DEFAULT NULL, fk_statut int(11) NOT NULL DEFAULT 0,
    fk_opp_status int(11) DEFAULT NULL, opp_percent double(5,2) DEFAULT NULL, fk_opp_status_end int(11) DEFAULT NULL, date_close datetime DEFAULT NULL, fk_user_close int(11) DEFAULT NULL, note_private text DEFAULT NULL, note_public text DEFAULT NULL, email_msgid varchar(175) DEFAULT NULL,
    email_date datetime DEFAULT NULL, opp_amount double(24,8) DEFAULT NULL, budget_amount double(24,8) DEFAULT NULL, usage_opportunity int(11) DEFAULT 0, usage_task int(11) DEFAULT 1, usage_bill_time int(11) DEFAULT 0, usage_organize_event int(11) DEFAULT 0, date_start_event datetime DEFAULT NULL,
    date_end_event datetime DEFAULT NULL, location varchar(255) DEFAULT NULL, accept_conference_suggestions int(11) DEFAULT 0, accept_booth_suggestions int(11) DEFAULT 0, max_attendees int(11) DEFAULT 0, price_registration double(24,8) DEFAULT NULL, price_booth double(24,8) DEFAULT NULL,
    model_pdf varchar(255) DEFAULT NULL, ip varchar(250) DEFAULT NULL, last_main_doc varchar(255) DEFAULT NULL, import_key varchar(14) DEFAULT NULL, extraparams varchar(255) DEFAULT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_projet_ref (ref,entity), KEY idx_projet_fk_soc (fk_soc),
    KEY idx_projet_ref (ref), KEY idx_projet_fk_statut (fk_statut), KEY idx_projet_fk_opp_status (fk_opp_status), CONSTRAINT fk_projet_fk_soc FOREIGN KEY (fk_soc) REFERENCES llx_societe (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_projet_extrafields (
    rowid int(11) NOT NULL AUTO_INCREMENT, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), fk_object int(11) NOT NULL, import_key varchar(14) DEFAULT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_projet_extrafields (fk_object)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_projet_task (
    rowid int(11) NOT NULL AUTO_INCREMENT, ref varchar(50) DEFAULT NULL, entity int(11) NOT NULL DEFAULT 1, fk_projet int(11) NOT NULL, fk_task_parent int(11) NOT NULL DEFAULT 0, datec datetime DEFAULT NULL, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
    dateo datetime DEFAULT NULL, datee datetime DEFAULT NULL, datev datetime DEFAULT NULL, label varchar(255) NOT NULL, description text DEFAULT NULL, duration_effective double DEFAULT 0, planned_workload double DEFAULT 0, progress int(11) DEFAULT 0, priority int(11) DEFAULT 0,
    budget_amount double(24,8) DEFAULT NULL, fk_user_creat int(11) DEFAULT NULL, fk_user_modif int(11) DEFAULT NULL, fk_user_valid int(11) DEFAULT NULL, fk_statut smallint(6) NOT NULL DEFAULT 0, note_private text DEFAULT NULL, note_public text DEFAULT NULL, rang int(11) DEFAULT 0,
    model_pdf varchar(255) DEFAULT NULL, import_key varchar(14) DEFAULT NULL, billable smallint(6) DEFAULT 1, PRIMARY KEY (rowid), UNIQUE KEY uk_projet_task_ref (ref,entity), KEY idx_projet_task_fk_projet (fk_projet), KEY idx_projet_task_fk_user_creat (fk_user_creat),
    KEY idx_projet_task_fk_user_valid (fk_user_valid), CONSTRAINT fk_projet_task_fk_projet FOREIGN KEY (fk_projet) REFERENCES llx_projet (rowid), CONSTRAINT fk_projet_task_fk_user_creat FOREIGN KEY (fk_user_creat) REFERENCES llx_user (rowid),
    CONSTRAINT fk_projet_task_fk_user_valid FOREIGN KEY (fk_user_valid) REFERENCES llx_user (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_projet_task_extrafields (
    rowid int(11) NOT NULL AUTO_INCREMENT, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), fk_object int(11) NOT NULL, import_key varchar(14) DEFAULT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_projet_task_extrafields (fk_object)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_element_time (
    rowid int(11) NOT NULL AUTO_INCREMENT, ref_ext varchar(32) DEFAULT NULL, fk_element int(11) NOT NULL, elementtype varchar(32) NOT NULL, element_date date DEFAULT NULL, element_datehour datetime DEFAULT NULL, element_date_withhour int(11) DEFAULT NULL, element_duration double DEFAULT NULL,
    fk_product int(11) DEFAULT NULL, fk_user int(11) DEFAULT NULL, thm double(24,8) DEFAULT NULL, invoice_id int(11) DEFAULT NULL, invoice_line_id int(11) DEFAULT NULL, intervention_id int(11) DEFAULT NULL, intervention_line_id int(11) DEFAULT NULL, import_key varchar(14) DEFAULT NULL,
    datec datetime DEFAULT NULL, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), note text DEFAULT NULL, PRIMARY KEY (rowid), KEY idx_element_time_task (fk_element), KEY idx_element_time_date (element_date), KEY idx_element_time_datehour (element_datehour)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_element_element (
    rowid int(11) NOT NULL AUTO_INCREMENT, fk_source int(11) NOT NULL, sourcetype varchar(64) NOT NULL, fk_target int(11) NOT NULL, targettype varchar(64) NOT NULL, relationtype varchar(64) DEFAULT NULL, PRIMARY KEY (rowid),
    UNIQUE KEY idx_element_element_idx1 (fk_source,sourcetype,fk_target,targettype), KEY idx_element_element_fk_target (fk_target)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_element_contact (
    rowid int(11) NOT NULL AUTO_INCREMENT, datecreate datetime DEFAULT NULL, statut smallint(6) DEFAULT 5, element_id int(11) NOT NULL, fk_c_type_contact int(11) NOT NULL, fk_socpeople int(11) NOT NULL, PRIMARY KEY (rowid), UNIQUE KEY idx_element_contact_idx1 (element_id,fk_c_type_contact,fk_socpeople),
    KEY fk_element_contact_fk_c_type_contact (fk_c_type_contact), KEY idx_element_contact_fk_socpeople (fk_socpeople), CONSTRAINT fk_element_contact_fk_c_type_contact FOREIGN KEY (fk_c_type_contact) REFERENCES llx_c_type_contact (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_c_type_contact (
    rowid int(11) NOT NULL AUTO_INCREMENT, element varchar(64) NOT NULL, source varchar(8) NOT NULL DEFAULT 'external', code varchar(32) NOT NULL, libelle varchar(128) NOT NULL, active tinyint(4) NOT NULL DEFAULT 1, module varchar(32) DEFAULT NULL, position int(11) NOT NULL DEFAULT 0,
    PRIMARY KEY (rowid), UNIQUE KEY uk_c_type_contact_id (element,source,code), KEY idx_c_type_contact_code (code)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_facture (
    rowid int(11) NOT NULL AUTO_INCREMENT, ref varchar(30) NOT NULL, entity int(11) NOT NULL DEFAULT 1, ref_ext varchar(255) DEFAULT NULL, ref_client varchar(255) DEFAULT NULL, type smallint(6) NOT NULL DEFAULT 0, subtype smallint(6) DEFAULT NULL, fk_soc int(11) NOT NULL, datec datetime DEFAULT NULL,
    datef date DEFAULT NULL, date_pointoftax date DEFAULT NULL, date_valid date DEFAULT NULL, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), date_closing datetime DEFAULT NULL, paye smallint(6) NOT NULL DEFAULT 0, remise_percent double DEFAULT 0,
    remise_absolue double DEFAULT 0, remise double DEFAULT 0, close_code varchar(16) DEFAULT NULL, close_missing_amount double(24,8) DEFAULT NULL, close_note varchar(128) DEFAULT NULL, total_tva double(24,8) DEFAULT 0.00000000, localtax1 double(24,8) DEFAULT 0.00000000,
    localtax2 double(24,8) DEFAULT 0.00000000, revenuestamp double(24,8) DEFAULT 0.00000000, total_ht double(24,8) DEFAULT 0.00000000, total_ttc double(24,8) DEFAULT 0.00000000, fk_statut smallint(6) NOT NULL DEFAULT 0, fk_user_author int(11) DEFAULT NULL, fk_user_modif int(11) DEFAULT NULL,
    fk_user_valid int(11) DEFAULT NULL, fk_user_closing int(11) DEFAULT NULL, module_source varchar(32) DEFAULT NULL, pos_source varchar(32) DEFAULT NULL, fk_fac_rec_source int(11) DEFAULT NULL, fk_facture_source int(11) DEFAULT NULL, fk_projet int(11) DEFAULT NULL,
    increment varchar(10) DEFAULT NULL, fk_account int(11) DEFAULT NULL, fk_currency varchar(3) DEFAULT NULL, fk_cond_reglement int(11) NOT NULL DEFAULT 1, fk_mode_reglement int(11) DEFAULT NULL, date_lim_reglement date DEFAULT NULL, payment_reference varchar(25) DEFAULT NULL,
    note_private text DEFAULT NULL, note_public text DEFAULT NULL, model_pdf varchar(255) DEFAULT NULL, last_main_doc varchar(255) DEFAULT NULL, fk_input_reason int(11) DEFAULT NULL, fk_incoterms int(11) DEFAULT NULL, location_incoterms varchar(255) DEFAULT NULL,
    fk_transport_mode int(11) DEFAULT NULL, prorata_discount double DEFAULT NULL, situation_cycle_ref int(11) DEFAULT NULL, situation_counter smallint(6) DEFAULT NULL, situation_final smallint(6) DEFAULT NULL, retained_warranty double DEFAULT NULL, retained_warranty_date_limit date DEFAULT NULL,
    retained_warranty_fk_cond_reglement int(11) DEFAULT NULL, import_key varchar(14) DEFAULT NULL, extraparams varchar(255) DEFAULT NULL, is_also_delivery_note tinyint(4) NOT NULL DEFAULT 0, fk_multicurrency int(11) DEFAULT NULL, multicurrency_code varchar(3) DEFAULT NULL,
    multicurrency_tx double(24,8) DEFAULT 1.00000000, multicurrency_total_ht double(24,8) DEFAULT 0.00000000, multicurrency_total_tva double(24,8) DEFAULT 0.00000000, multicurrency_total_ttc double(24,8) DEFAULT 0.00000000, PRIMARY KEY (rowid), UNIQUE KEY uk_facture_ref (ref,entity),
    KEY idx_facture_fk_soc (fk_soc), KEY idx_facture_fk_user_author (fk_user_author), KEY idx_facture_fk_user_valid (fk_user_valid), KEY idx_facture_fk_facture_source (fk_facture_source), KEY idx_facture_fk_projet (fk_projet), KEY idx_facture_fk_account (fk_account),
    KEY idx_facture_fk_currency (fk_currency), KEY idx_facture_fk_statut (fk_statut), KEY idx_facture_datef (datef), KEY idx_facture_tms (tms), KEY idx_facture_fk_input_reason (fk_input_reason), CONSTRAINT fk_facture_fk_facture_source FOREIGN KEY (fk_facture_source) REFERENCES llx_facture (rowid),
    CONSTRAINT fk_facture_fk_projet FOREIGN KEY (fk_projet) REFERENCES llx_projet (rowid), CONSTRAINT fk_facture_fk_soc FOREIGN KEY (fk_soc) REFERENCES llx_societe (rowid), CONSTRAINT fk_facture_fk_user_author FOREIGN KEY (fk_user_author) REFERENCES llx_user (rowid),
    CONSTRAINT fk_facture_fk_user_valid FOREIGN KEY (fk_user_valid) REFERENCES llx_user (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_facture_extrafields (
    rowid int(11) NOT NULL AUTO_INCREMENT, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), fk_object int(11) NOT NULL, import_key varchar(14) DEFAULT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_facture_extrafields (fk_object)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_facturedet (
    rowid int(11) NOT NULL AUTO_INCREMENT, fk_facture int(11) NOT NULL, fk_parent_line int(11) DEFAULT NULL, fk_product int(11) DEFAULT NULL, label varchar(255) DEFAULT NULL, description text DEFAULT NULL, vat_src_code varchar(10) DEFAULT '', tva_tx double(7,4) DEFAULT NULL,
    localtax1_tx double(7,4) DEFAULT 0.0000, localtax1_type varchar(10) DEFAULT NULL, localtax2_tx double(7,4) DEFAULT 0.0000, localtax2_type varchar(10) DEFAULT NULL, qty double DEFAULT NULL, remise_percent double DEFAULT 0, remise double DEFAULT 0, fk_remise_except int(11) DEFAULT NULL,
    subprice double(24,8) DEFAULT NULL, subprice_ttc double(24,8) DEFAULT 0.00000000, price double(24,8) DEFAULT NULL, total_ht double(24,8) DEFAULT NULL, total_tva double(24,8) DEFAULT NULL, total_localtax1 double(24,8) DEFAULT 0.00000000, total_localtax2 double(24,8) DEFAULT 0.00000000,
    total_ttc double(24,8) DEFAULT NULL, product_type int(11) DEFAULT 0, date_start datetime DEFAULT NULL, date_end datetime DEFAULT NULL, info_bits int(11) DEFAULT 0, buy_price_ht double(24,8) DEFAULT 0.00000000, fk_product_fournisseur_price int(11) DEFAULT NULL, batch varchar(128) DEFAULT NULL,
    fk_warehouse int(11) DEFAULT NULL, special_code int(11) DEFAULT 0, rang int(11) DEFAULT 0, fk_contract_line int(11) DEFAULT NULL, fk_unit int(11) DEFAULT NULL, import_key varchar(14) DEFAULT NULL, fk_code_ventilation int(11) NOT NULL DEFAULT 0, situation_percent double DEFAULT 100,
    fk_prev_id int(11) DEFAULT NULL, fk_user_author int(11) DEFAULT NULL, fk_user_modif int(11) DEFAULT NULL, fk_multicurrency int(11) DEFAULT NULL, multicurrency_code varchar(3) DEFAULT NULL, multicurrency_subprice double(24,8) DEFAULT 0.00000000,
    multicurrency_subprice_ttc double(24,8) DEFAULT 0.00000000, multicurrency_total_ht double(24,8) DEFAULT 0.00000000, multicurrency_total_tva double(24,8) DEFAULT 0.00000000, multicurrency_total_ttc double(24,8) DEFAULT 0.00000000, ref_ext varchar(255) DEFAULT NULL,
    extraparams varchar(255) DEFAULT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_fk_remise_except (fk_remise_except,fk_facture), KEY idx_facturedet_fk_facture (fk_facture), KEY idx_facturedet_fk_product (fk_product), KEY idx_facturedet_fk_code_ventilation (fk_code_ventilation),
    KEY fk_facturedet_fk_unit (fk_unit), CONSTRAINT fk_facturedet_fk_facture FOREIGN KEY (fk_facture) REFERENCES llx_facture (rowid), CONSTRAINT fk_facturedet_fk_unit FOREIGN KEY (fk_unit) REFERENCES llx_c_units (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_facturedet_extrafields (
    rowid int(11) NOT NULL AUTO_INCREMENT, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), fk_object int(11) NOT NULL, import_key varchar(14) DEFAULT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_facturedet_extrafields (fk_object)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_paiement (
    rowid int(11) NOT NULL AUTO_INCREMENT, ref varchar(30) DEFAULT NULL, ref_ext varchar(255) DEFAULT NULL, entity int(11) NOT NULL DEFAULT 1, datec datetime DEFAULT NULL, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), datep datetime DEFAULT NULL,
    amount double(24,8) DEFAULT 0.00000000, multicurrency_amount double(24,8) DEFAULT 0.00000000, fk_paiement int(11) NOT NULL, num_paiement varchar(50) DEFAULT NULL, note text DEFAULT NULL, ext_payment_id varchar(255) DEFAULT NULL, ext_payment_site varchar(128) DEFAULT NULL,
    fk_bank int(11) NOT NULL DEFAULT 0, fk_user_creat int(11) DEFAULT NULL, fk_user_modif int(11) DEFAULT NULL, statut smallint(6) NOT NULL DEFAULT 0, fk_export_compta int(11) NOT NULL DEFAULT 0, pos_change double(24,8) DEFAULT 0.00000000, PRIMARY KEY (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_paiement_facture (
    rowid int(11) NOT NULL AUTO_INCREMENT, fk_paiement int(11) DEFAULT NULL, fk_facture int(11) DEFAULT NULL, amount double(24,8) DEFAULT 0.00000000, multicurrency_code varchar(3) DEFAULT NULL, multicurrency_tx double(24,8) DEFAULT 1.00000000, multicurrency_amount double(24,8) DEFAULT 0.00000000,
    PRIMARY KEY (rowid), UNIQUE KEY uk_paiement_facture (fk_paiement,fk_facture), KEY idx_paiement_facture_fk_facture (fk_facture), KEY idx_paiement_facture_fk_paiement (fk_paiement), CONSTRAINT fk_paiement_facture_fk_facture FOREIGN KEY (fk_facture) REFERENCES llx_facture (rowid),
    CONSTRAINT fk_paiement_facture_fk_paiement FOREIGN KEY (fk_paiement) REFERENCES llx_paiement (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_product (
    rowid int(11) NOT NULL AUTO_INCREMENT, ref varchar(128) NOT NULL, entity int(11) NOT NULL DEFAULT 1, ref_ext varchar(128) DEFAULT NULL, datec datetime DEFAULT NULL, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), fk_parent int(11) DEFAULT 0, label varchar(255) NOT NULL,
    description text DEFAULT NULL, note_public mediumtext DEFAULT NULL, note mediumtext DEFAULT NULL, customcode varchar(32) DEFAULT NULL, fk_country int(11) DEFAULT NULL, fk_state int(11) DEFAULT NULL, price double(24,8) DEFAULT 0.00000000, price_ttc double(24,8) DEFAULT 0.00000000,
    price_min double(24,8) DEFAULT 0.00000000, price_min_ttc double(24,8) DEFAULT 0.00000000, price_base_type varchar(3) DEFAULT 'HT', price_label varchar(255) DEFAULT NULL, cost_price double(24,8) DEFAULT NULL, default_vat_code varchar(10) DEFAULT NULL, tva_tx double(7,4) DEFAULT NULL,
    recuperableonly int(11) NOT NULL DEFAULT 0, localtax1_tx double(7,4) DEFAULT 0.0000, localtax1_type varchar(10) NOT NULL DEFAULT '0', localtax2_tx double(7,4) DEFAULT 0.0000, localtax2_type varchar(10) NOT NULL DEFAULT '0', fk_user_author int(11) DEFAULT NULL, fk_user_modif int(11) DEFAULT NULL,
    tosell tinyint(4) DEFAULT 1, tobuy tinyint(4) DEFAULT 1, tobatch tinyint(4) NOT NULL DEFAULT 0, sell_or_eat_by_mandatory tinyint(4) NOT NULL DEFAULT 0, batch_mask varchar(32) DEFAULT NULL, fk_product_type int(11) DEFAULT 0, duration varchar(6) DEFAULT NULL, seuil_stock_alerte float DEFAULT NULL,
    url varchar(255) DEFAULT NULL, barcode varchar(180) DEFAULT NULL, fk_barcode_type int(11) DEFAULT NULL, accountancy_code_sell varchar(32) DEFAULT NULL, accountancy_code_sell_intra varchar(32) DEFAULT NULL, accountancy_code_sell_export varchar(32) DEFAULT NULL,
    accountancy_code_buy varchar(32) DEFAULT NULL, accountancy_code_buy_intra varchar(32) DEFAULT NULL, accountancy_code_buy_export varchar(32) DEFAULT NULL, partnumber varchar(32) DEFAULT NULL, net_measure float DEFAULT NULL, net_measure_units tinyint(4) DEFAULT NULL, weight float DEFAULT NULL,
    weight_units tinyint(4) DEFAULT NULL, length float DEFAULT NULL, length_units tinyint(4) DEFAULT NULL, width float DEFAULT NULL, width_units tinyint(4) DEFAULT NULL, height float DEFAULT NULL, height_units tinyint(4) DEFAULT NULL, surface float DEFAULT NULL, surface_units tinyint(4) DEFAULT NULL,
    volume float DEFAULT NULL, volume_units tinyint(4) DEFAULT NULL, stockable_product int(11) NOT NULL DEFAULT 1, stock double DEFAULT NULL, pmp double(24,8) NOT NULL DEFAULT 0.00000000, fifo double(24,8) DEFAULT NULL, lifo double(24,8) DEFAULT NULL, fk_default_warehouse int(11) DEFAULT NULL,
    fk_default_bom int(11) DEFAULT NULL, fk_default_workstation int(11) DEFAULT NULL, canvas varchar(32) DEFAULT NULL, finished tinyint(4) DEFAULT NULL, lifetime int(11) DEFAULT NULL, qc_frequency int(11) DEFAULT NULL, hidden tinyint(4) DEFAULT 0, import_key varchar(14) DEFAULT NULL,
    model_pdf varchar(255) DEFAULT NULL, fk_price_expression int(11) DEFAULT NULL, desiredstock float DEFAULT 0, fk_unit int(11) DEFAULT NULL, price_autogen tinyint(4) DEFAULT 0, fk_project int(11) DEFAULT NULL, mandatory_period tinyint(4) DEFAULT 0, last_main_doc varchar(255) DEFAULT NULL,
    packaging float(24,8) DEFAULT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_product_ref (ref,entity), UNIQUE KEY uk_product_barcode (barcode,fk_barcode_type,entity), KEY idx_product_label (label), KEY idx_product_barcode (barcode), KEY idx_product_import_key (import_key),
    KEY idx_product_seuil_stock_alerte (seuil_stock_alerte), KEY idx_product_fk_country (fk_country), KEY idx_product_fk_user_author (fk_user_author), KEY idx_product_fk_barcode_type (fk_barcode_type), KEY idx_product_fk_project (fk_project),
    KEY idx_product_entity_fk_product_type (entity,fk_product_type), KEY fk_product_fk_unit (fk_unit), KEY fk_product_finished (finished), CONSTRAINT fk_product_fk_country FOREIGN KEY (fk_country) REFERENCES llx_c_country (rowid),
    CONSTRAINT fk_product_fk_unit FOREIGN KEY (fk_unit) REFERENCES llx_c_units (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_product_extrafields (
    rowid int(11) NOT NULL AUTO_INCREMENT, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), fk_object int(11) NOT NULL, import_key varchar(14) DEFAULT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_product_extrafields (fk_object)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_ticket (
    rowid int(11) NOT NULL AUTO_INCREMENT, entity int(11) DEFAULT 1, ref varchar(128) NOT NULL, track_id varchar(128) NOT NULL, fk_soc int(11) DEFAULT 0, fk_project int(11) DEFAULT 0, fk_contract int(11) DEFAULT 0, origin_email varchar(128) DEFAULT NULL, origin_replyto varchar(128) DEFAULT NULL,
    origin_references text DEFAULT NULL, fk_user_create int(11) DEFAULT NULL, fk_user_assign int(11) DEFAULT NULL, subject varchar(255) DEFAULT NULL, message mediumtext DEFAULT NULL, fk_statut int(11) DEFAULT NULL, resolution int(11) DEFAULT NULL, progress int(11) DEFAULT 0,
    timing varchar(20) DEFAULT NULL, type_code varchar(32) DEFAULT NULL, category_code varchar(32) DEFAULT NULL, severity_code varchar(32) DEFAULT NULL, datec datetime DEFAULT NULL, date_read datetime DEFAULT NULL, date_last_msg_sent datetime DEFAULT NULL, date_close datetime DEFAULT NULL,
    notify_tiers_at_create tinyint(4) DEFAULT NULL, email_msgid varchar(255) DEFAULT NULL, email_date datetime DEFAULT NULL, ip varchar(250) DEFAULT NULL, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), model_pdf varchar(255) DEFAULT NULL,
    last_main_doc varchar(255) DEFAULT NULL, extraparams varchar(255) DEFAULT NULL, barcode varchar(255) DEFAULT NULL, fk_barcode_type int(11) DEFAULT NULL, import_key varchar(14) DEFAULT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_ticket_track_id (track_id), UNIQUE KEY uk_ticket_ref (ref,entity),
    UNIQUE KEY uk_ticket_barcode_barcode_type (barcode,fk_barcode_type,entity), KEY idx_ticket_entity (entity), KEY idx_ticket_fk_soc (fk_soc), KEY idx_ticket_fk_user_assign (fk_user_assign), KEY idx_ticket_fk_project (fk_project), KEY idx_ticket_fk_statut (fk_statut),
    KEY llx_ticket_fk_product_barcode_type (fk_barcode_type)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_ticket_extrafields (
    rowid int(11) NOT NULL AUTO_INCREMENT, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), fk_object int(11) NOT NULL, import_key varchar(14) DEFAULT NULL, PRIMARY KEY (rowid), KEY idx_ticket_extrafields (fk_object)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_actioncomm (
    id int(11) NOT NULL AUTO_INCREMENT, ref varchar(30) NOT NULL, ref_ext varchar(255) DEFAULT NULL, entity int(11) NOT NULL DEFAULT 1, datep datetime DEFAULT NULL, datep2 datetime DEFAULT NULL, fk_action int(11) DEFAULT NULL, code varchar(50) DEFAULT NULL, datec datetime DEFAULT NULL,
    tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), fk_user_author int(11) DEFAULT NULL, fk_user_mod int(11) DEFAULT NULL, fk_project int(11) DEFAULT NULL, fk_task int(11) DEFAULT NULL, fk_soc int(11) DEFAULT NULL, fk_contact int(11) DEFAULT NULL,
    fk_parent int(11) NOT NULL DEFAULT 0, fk_user_action int(11) DEFAULT NULL, transparency int(11) DEFAULT NULL, priority smallint(6) DEFAULT NULL, visibility varchar(12) DEFAULT 'default', fulldayevent smallint(6) NOT NULL DEFAULT 0, percent smallint(6) NOT NULL DEFAULT 0,
    location varchar(128) DEFAULT NULL, durationp double DEFAULT NULL, label varchar(255) NOT NULL, note mediumtext DEFAULT NULL, calling_duration int(11) DEFAULT NULL, email_subject varchar(255) DEFAULT NULL, email_msgid varchar(255) DEFAULT NULL, email_from varchar(255) DEFAULT NULL,
    email_sender varchar(255) DEFAULT NULL, email_to varchar(255) DEFAULT NULL, email_tocc varchar(255) DEFAULT NULL, email_tobcc varchar(255) DEFAULT NULL, errors_to varchar(255) DEFAULT NULL, reply_to varchar(255) DEFAULT NULL, recurid varchar(128) DEFAULT NULL, recurrule varchar(128) DEFAULT NULL,
    recurdateend datetime DEFAULT NULL, num_vote int(11) DEFAULT NULL, event_paid smallint(6) NOT NULL DEFAULT 0, status smallint(6) NOT NULL DEFAULT 0, fk_element int(11) DEFAULT NULL, elementtype varchar(255) DEFAULT NULL, ip varchar(250) DEFAULT NULL, fk_bookcal_calendar int(11) DEFAULT NULL,
    import_key varchar(14) DEFAULT NULL, extraparams varchar(255) DEFAULT NULL, PRIMARY KEY (id), KEY idx_actioncomm_fk_soc (fk_soc), KEY idx_actioncomm_fk_contact (fk_contact), KEY idx_actioncomm_code (code), KEY idx_actioncomm_fk_element (fk_element),
    KEY idx_actioncomm_fk_user_action (fk_user_action), KEY idx_actioncomm_fk_project (fk_project), KEY idx_actioncomm_datep (datep), KEY idx_actioncomm_datep2 (datep2), KEY idx_actioncomm_recurid (recurid), KEY idx_actioncomm_ref_ext (ref_ext), KEY idx_actioncomm_percent (percent),
    KEY idx_actioncomm_ref (ref,entity)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_actioncomm_resources (
    rowid int(11) NOT NULL AUTO_INCREMENT, fk_actioncomm int(11) NOT NULL, element_type varchar(50) NOT NULL, fk_element int(11) NOT NULL, answer_status varchar(50) DEFAULT NULL, mandatory smallint(6) DEFAULT NULL, transparency smallint(6) DEFAULT 1, PRIMARY KEY (rowid),
    UNIQUE KEY uk_actioncomm_resources (fk_actioncomm,element_type,fk_element), KEY idx_actioncomm_resources_fk_element (fk_element)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_c_actioncomm (
    id int(11) NOT NULL, code varchar(50) NOT NULL, type varchar(50) NOT NULL DEFAULT 'system', libelle varchar(128) NOT NULL, module varchar(50) DEFAULT NULL, active tinyint(4) NOT NULL DEFAULT 1, todo tinyint(4) DEFAULT NULL, color varchar(9) DEFAULT NULL, picto varchar(48) DEFAULT NULL,
    position int(11) NOT NULL DEFAULT 0, PRIMARY KEY (id), UNIQUE KEY uk_c_actioncomm (code)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_c_country (
    rowid int(11) NOT NULL, code varchar(2) NOT NULL, code_iso varchar(3) DEFAULT NULL, numeric_code varchar(3) DEFAULT NULL, label varchar(128) NOT NULL, eec tinyint(4) NOT NULL DEFAULT 0, sepa tinyint(4) NOT NULL DEFAULT 0, active tinyint(4) NOT NULL DEFAULT 1, favorite tinyint(4) NOT NULL DEFAULT 0,
    PRIMARY KEY (rowid), UNIQUE KEY idx_c_country_code (code), UNIQUE KEY idx_c_country_label (label), UNIQUE KEY idx_c_country_code_iso (code_iso)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_c_tva (
    rowid int(11) NOT NULL AUTO_INCREMENT, entity int(11) NOT NULL DEFAULT 1, fk_pays int(11) NOT NULL, fk_department_buyer int(11) DEFAULT NULL, code varchar(10) DEFAULT '', type_vat smallint(6) NOT NULL DEFAULT 0, taux double NOT NULL, localtax1 varchar(20) NOT NULL DEFAULT '0',
    localtax1_type varchar(10) NOT NULL DEFAULT '0', localtax2 varchar(20) NOT NULL DEFAULT '0', localtax2_type varchar(10) NOT NULL DEFAULT '0', use_default tinyint(4) DEFAULT 0, recuperableonly int(11) NOT NULL DEFAULT 0, note varchar(128) DEFAULT NULL, active tinyint(4) NOT NULL DEFAULT 1,
    accountancy_code_sell varchar(32) DEFAULT NULL, accountancy_code_buy varchar(32) DEFAULT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_c_tva_id (entity,fk_pays,code,taux,recuperableonly), KEY idx_tva_fk_department_buyer (fk_department_buyer)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_c_paiement (
    id int(11) NOT NULL AUTO_INCREMENT, entity int(11) NOT NULL DEFAULT 1, code varchar(6) NOT NULL, libelle varchar(128) DEFAULT NULL, type smallint(6) DEFAULT NULL, active tinyint(4) NOT NULL DEFAULT 1, accountancy_code varchar(32) DEFAULT NULL, module varchar(32) DEFAULT NULL,
    position int(11) NOT NULL DEFAULT 0, PRIMARY KEY (id), UNIQUE KEY uk_c_paiement_code (entity,code)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_c_payment_term (
    rowid int(11) NOT NULL AUTO_INCREMENT, entity int(11) NOT NULL DEFAULT 1, code varchar(16) DEFAULT NULL, sortorder smallint(6) DEFAULT NULL, active tinyint(4) DEFAULT 1, libelle varchar(255) DEFAULT NULL, libelle_facture text DEFAULT NULL, type_cdr tinyint(4) DEFAULT NULL,
    nbjour smallint(6) DEFAULT NULL, decalage smallint(6) DEFAULT NULL, deposit_percent varchar(63) DEFAULT NULL, module varchar(32) DEFAULT NULL, position int(11) NOT NULL DEFAULT 0, PRIMARY KEY (rowid), UNIQUE KEY uk_c_payment_term_code (entity,code)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_c_currencies (
    code_iso varchar(3) NOT NULL, label varchar(128) NOT NULL, unicode varchar(32) DEFAULT NULL, active tinyint(4) NOT NULL DEFAULT 1, PRIMARY KEY (code_iso), UNIQUE KEY uk_c_currencies_code_iso (code_iso)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_c_typent (
    id int(11) NOT NULL, code varchar(12) NOT NULL, libelle varchar(128) DEFAULT NULL, fk_country int(11) DEFAULT NULL, active tinyint(4) NOT NULL DEFAULT 1, module varchar(32) DEFAULT NULL, position int(11) NOT NULL DEFAULT 0, PRIMARY KEY (id), UNIQUE KEY uk_c_typent (code)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_c_civility (
    rowid int(11) NOT NULL AUTO_INCREMENT, code varchar(6) NOT NULL, label varchar(128) DEFAULT NULL, active tinyint(4) NOT NULL DEFAULT 1, module varchar(32) DEFAULT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_c_civility (code)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_c_ticket_type (
    rowid int(11) NOT NULL AUTO_INCREMENT, entity int(11) DEFAULT 1, code varchar(32) NOT NULL, pos varchar(32) NOT NULL, label varchar(128) NOT NULL, active int(11) DEFAULT 1, use_default int(11) DEFAULT 1, description varchar(255) DEFAULT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_code (code,entity)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_c_ticket_severity (
    rowid int(11) NOT NULL AUTO_INCREMENT, entity int(11) DEFAULT 1, code varchar(32) NOT NULL, pos varchar(32) NOT NULL, label varchar(128) NOT NULL, color varchar(10) DEFAULT NULL, active int(11) DEFAULT 1, use_default int(11) DEFAULT 1, description varchar(255) DEFAULT NULL, PRIMARY KEY (rowid),
    UNIQUE KEY uk_code (code,entity)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_c_ticket_category (
    rowid int(11) NOT NULL AUTO_INCREMENT, entity int(11) DEFAULT 1, code varchar(32) NOT NULL, label varchar(128) NOT NULL, public int(11) DEFAULT 0, use_default int(11) DEFAULT 1, fk_parent int(11) NOT NULL DEFAULT 0, force_severity varchar(32) DEFAULT NULL, description varchar(255) DEFAULT NULL,
    pos int(11) NOT NULL DEFAULT 0, active int(11) DEFAULT 1, PRIMARY KEY (rowid), UNIQUE KEY uk_code (code,entity)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_c_stcomm (
    id int(11) NOT NULL, code varchar(24) NOT NULL, libelle varchar(128) DEFAULT NULL, picto varchar(128) DEFAULT NULL, sortorder smallint(6) DEFAULT 0, active tinyint(4) NOT NULL DEFAULT 1, PRIMARY KEY (id), UNIQUE KEY uk_c_stcomm (code)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_c_lead_status (
    rowid int(11) NOT NULL AUTO_INCREMENT, code varchar(10) DEFAULT NULL, label varchar(128) DEFAULT NULL, position int(11) DEFAULT NULL, percent double(5,2) DEFAULT NULL, active tinyint(4) NOT NULL DEFAULT 1, PRIMARY KEY (rowid), UNIQUE KEY uk_c_lead_status_code (code)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_c_units (
    rowid int(11) NOT NULL AUTO_INCREMENT, code varchar(3) DEFAULT NULL, sortorder smallint(6) DEFAULT NULL, scale int(11) DEFAULT NULL, label varchar(128) DEFAULT NULL, short_label varchar(5) DEFAULT NULL, unit_type varchar(10) DEFAULT NULL, active tinyint(4) NOT NULL DEFAULT 1, PRIMARY KEY (rowid),
    UNIQUE KEY uk_c_units_code (code)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_cronjob (
    rowid int(11) NOT NULL AUTO_INCREMENT, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), datec datetime DEFAULT NULL, jobtype varchar(10) NOT NULL, label varchar(255) NOT NULL, command varchar(255) DEFAULT NULL, classesname varchar(255) DEFAULT NULL,
    objectname varchar(255) DEFAULT NULL, methodename varchar(255) DEFAULT NULL, params text DEFAULT NULL, md5params varchar(32) DEFAULT NULL, module_name varchar(255) DEFAULT NULL, priority int(11) DEFAULT 0, datelastrun datetime DEFAULT NULL, datenextrun datetime DEFAULT NULL,
    datestart datetime DEFAULT NULL, dateend datetime DEFAULT NULL, datelastresult datetime DEFAULT NULL, lastresult text DEFAULT NULL, lastoutput text DEFAULT NULL, unitfrequency varchar(255) NOT NULL DEFAULT '3600', frequency int(11) NOT NULL DEFAULT 0, maxrun int(11) NOT NULL DEFAULT 0,
    nbrun int(11) DEFAULT NULL, autodelete int(11) DEFAULT 0, status int(11) NOT NULL DEFAULT 1, processing int(11) NOT NULL DEFAULT 0, pid int(11) DEFAULT NULL, test varchar(255) DEFAULT '1', fk_user_author int(11) DEFAULT NULL, fk_user_mod int(11) DEFAULT NULL, fk_mailing int(11) DEFAULT NULL,
    note text DEFAULT NULL, libname varchar(255) DEFAULT NULL, email_alert varchar(128) DEFAULT NULL, entity int(11) DEFAULT 0, PRIMARY KEY (rowid), UNIQUE KEY uk_cronjob (label,entity), KEY idx_cronjob_status (status), KEY idx_cronjob_datelastrun (datelastrun),
    KEY idx_cronjob_datenextrun (datenextrun), KEY idx_cronjob_datestart (datestart), KEY idx_cronjob_dateend (dateend)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_boxes (
    rowid int(11) NOT NULL AUTO_INCREMENT, entity int(11) NOT NULL DEFAULT 1, box_id int(11) NOT NULL, position smallint(6) NOT NULL, box_order varchar(3) NOT NULL, fk_user int(11) NOT NULL DEFAULT 0, maxline int(11) DEFAULT NULL, params varchar(255) DEFAULT NULL, PRIMARY KEY (rowid),
    UNIQUE KEY uk_boxes (entity,box_id,position,fk_user), KEY idx_boxes_boxid (box_id), KEY idx_boxes_fk_user (fk_user), CONSTRAINT fk_boxes_box_id FOREIGN KEY (box_id) REFERENCES llx_boxes_def (rowid)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_boxes_def (
    rowid int(11) NOT NULL AUTO_INCREMENT, file varchar(200) NOT NULL, entity int(11) NOT NULL DEFAULT 1, fk_user int(11) NOT NULL DEFAULT 0, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), note varchar(130) DEFAULT NULL, PRIMARY KEY (rowid),
    UNIQUE KEY uk_boxes_def (file,entity,note)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_ecm_files (
    rowid int(11) NOT NULL AUTO_INCREMENT, ref varchar(128) DEFAULT NULL, label varchar(128) NOT NULL, share varchar(128) DEFAULT NULL, share_pass varchar(32) DEFAULT NULL, entity int(11) NOT NULL DEFAULT 1, filepath varchar(255) NOT NULL, filename varchar(255) NOT NULL,
    src_object_type varchar(64) DEFAULT NULL, src_object_id int(11) DEFAULT NULL, agenda_id int(11) DEFAULT NULL, fullpath_orig varchar(750) DEFAULT NULL, description varchar(255) DEFAULT NULL, keywords varchar(750) DEFAULT NULL, content text DEFAULT NULL, cover varchar(32) DEFAULT NULL,
    position int(11) DEFAULT NULL, gen_or_uploaded varchar(12) DEFAULT NULL, extraparams varchar(255) DEFAULT NULL, date_c datetime DEFAULT NULL, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), fk_user_c int(11) DEFAULT NULL, fk_user_m int(11) DEFAULT NULL,
    note_private text DEFAULT NULL, note_public text DEFAULT NULL, acl text DEFAULT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_ecm_files (filepath,filename,entity), KEY idx_ecm_files_label (label)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_document_model (
    rowid int(11) NOT NULL AUTO_INCREMENT, nom varchar(50) DEFAULT NULL, entity int(11) NOT NULL DEFAULT 1, type varchar(64) NOT NULL, libelle varchar(255) DEFAULT NULL, description text DEFAULT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_document_model (nom,type,entity)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_bank_account (
    rowid int(11) NOT NULL AUTO_INCREMENT, datec datetime DEFAULT NULL, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), ref varchar(12) NOT NULL, label varchar(50) NOT NULL, entity int(11) NOT NULL DEFAULT 1, fk_user_author int(11) DEFAULT NULL,
    fk_user_modif int(11) DEFAULT NULL, bank varchar(60) DEFAULT NULL, code_banque varchar(128) DEFAULT NULL, code_guichet varchar(6) DEFAULT NULL, number varchar(255) DEFAULT NULL, cle_rib varchar(5) DEFAULT NULL, bic varchar(11) DEFAULT NULL, bic_intermediate varchar(11) DEFAULT NULL,
    iban_prefix varchar(100) DEFAULT NULL, country_iban varchar(2) DEFAULT NULL, cle_iban varchar(2) DEFAULT NULL, domiciliation varchar(255) DEFAULT NULL, pti_in_ctti smallint(6) DEFAULT 0, state_id int(11) DEFAULT NULL, fk_pays int(11) NOT NULL, proprio varchar(60) DEFAULT NULL,
    owner_address varchar(255) DEFAULT NULL, owner_zip varchar(25) DEFAULT NULL, owner_town varchar(50) DEFAULT NULL, owner_country_id int(11) DEFAULT NULL, courant smallint(6) NOT NULL DEFAULT 0, clos smallint(6) NOT NULL DEFAULT 0, rappro smallint(6) DEFAULT 1, url varchar(128) DEFAULT NULL,
    account_number varchar(32) DEFAULT NULL, fk_accountancy_journal int(11) DEFAULT NULL, currency_code varchar(3) NOT NULL, min_allowed int(11) DEFAULT 0, min_desired int(11) DEFAULT 0, comment text DEFAULT NULL, note_public text DEFAULT NULL, model_pdf varchar(255) DEFAULT NULL,
    import_key varchar(14) DEFAULT NULL, extraparams varchar(255) DEFAULT NULL, ics varchar(32) DEFAULT NULL, ics_transfer varchar(32) DEFAULT NULL, PRIMARY KEY (rowid), UNIQUE KEY uk_bank_account_label (label,entity), KEY idx_fk_accountancy_journal (fk_accountancy_journal)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_extrafields (
    rowid int(11) NOT NULL AUTO_INCREMENT, name varchar(64) NOT NULL, entity int(11) NOT NULL DEFAULT 1, elementtype varchar(64) NOT NULL DEFAULT 'member', label varchar(255) NOT NULL, type varchar(8) DEFAULT NULL, size varchar(8) DEFAULT NULL, fieldcomputed text DEFAULT NULL,
    fielddefault text DEFAULT NULL, fieldunique int(11) DEFAULT 0, fieldrequired int(11) DEFAULT 0, perms varchar(255) DEFAULT NULL, enabled varchar(255) DEFAULT NULL, module varchar(64) DEFAULT NULL, pos int(11) DEFAULT 0, alwayseditable int(11) DEFAULT 0, param text DEFAULT NULL,
    list varchar(255) DEFAULT '1', printable int(11) DEFAULT 0, totalizable tinyint(1) DEFAULT 0, langs varchar(64) DEFAULT NULL, help text DEFAULT NULL, aiprompt text DEFAULT NULL, css varchar(128) DEFAULT NULL, cssview varchar(128) DEFAULT NULL, csslist varchar(128) DEFAULT NULL,
    fk_user_author int(11) DEFAULT NULL, fk_user_modif int(11) DEFAULT NULL, datec datetime DEFAULT NULL, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), PRIMARY KEY (rowid), UNIQUE KEY uk_extrafields_name (name,entity,elementtype)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_events (
    rowid int(11) NOT NULL AUTO_INCREMENT, tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), type varchar(32) NOT NULL, entity int(11) NOT NULL DEFAULT 1, prefix_session varchar(255) DEFAULT NULL, dateevent datetime DEFAULT NULL, fk_user int(11) DEFAULT NULL,
    description varchar(250) NOT NULL, ip varchar(250) NOT NULL, user_agent varchar(255) DEFAULT NULL, fk_object int(11) DEFAULT NULL, authentication_method varchar(64) DEFAULT NULL, fk_oauth_token int(11) DEFAULT NULL, PRIMARY KEY (rowid), KEY idx_events_dateevent (dateevent)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_links (
    rowid int(11) NOT NULL AUTO_INCREMENT, entity int(11) NOT NULL DEFAULT 1, datea datetime NOT NULL, url varchar(255) NOT NULL, label varchar(255) NOT NULL, objecttype varchar(255) NOT NULL, objectid int(11) NOT NULL, share varchar(128) DEFAULT NULL, share_pass varchar(32) DEFAULT NULL,
    PRIMARY KEY (rowid), UNIQUE KEY uk_links (objectid,objecttype,label)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS llx_c_email_templates (
    rowid int(11) NOT NULL AUTO_INCREMENT, entity int(11) NOT NULL DEFAULT 1, module varchar(32) DEFAULT NULL, type_template varchar(32) DEFAULT NULL, lang varchar(6) DEFAULT '', private smallint(6) NOT NULL DEFAULT 0, fk_user int(11) DEFAULT NULL, datec datetime DEFAULT NULL,
    tms timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), label varchar(180) DEFAULT NULL, position smallint(6) DEFAULT NULL, defaultfortype smallint(6) DEFAULT 0, enabled varchar(255) DEFAULT '1', active tinyint(4) NOT NULL DEFAULT 1, email_from varchar(255) DEFAULT NULL,
    email_to varchar(255) DEFAULT NULL, email_tocc varchar(255) DEFAULT NULL, email_tobcc varchar(255) DEFAULT NULL, topic text DEFAULT NULL, joinfiles text DEFAULT NULL, content mediumtext DEFAULT NULL, content_lines text DEFAULT NULL, PRIMARY KEY (rowid),
    UNIQUE KEY uk_c_email_templates (entity,label,lang), KEY idx_type (type_template)
) ENGINE=InnoDB;
