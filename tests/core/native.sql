-- Native tables of Dolibarr 22 that the core reads or joins: real names, types and defaults, fewer columns.
CREATE TABLE llx_const (
  rowid integer AUTO_INCREMENT PRIMARY KEY, name varchar(180) NOT NULL, entity integer DEFAULT 1 NOT NULL,
  value text NOT NULL, type varchar(64) DEFAULT 'string', visible tinyint DEFAULT 1 NOT NULL, note text,
  tms timestamp DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, UNIQUE KEY uk_const (name, entity)
) ENGINE=InnoDB;
CREATE TABLE llx_societe (
  rowid integer AUTO_INCREMENT PRIMARY KEY, nom varchar(128), name_alias varchar(128), entity integer DEFAULT 1 NOT NULL,
  status tinyint DEFAULT 1, code_client varchar(24), address varchar(255), zip varchar(25), town varchar(50),
  phone varchar(30), url varchar(255), email varchar(128), siren varchar(128), siret varchar(128), tva_intra varchar(20), fk_typent integer, fk_pays integer DEFAULT 0, client tinyint DEFAULT 0,
  fournisseur tinyint DEFAULT 0, cond_reglement tinyint, mode_reglement tinyint, default_lang varchar(6),
  datec datetime, tms timestamp DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
) ENGINE=InnoDB;
CREATE TABLE llx_c_country (
  rowid integer PRIMARY KEY, code varchar(2) NOT NULL, label varchar(128) NOT NULL, active tinyint DEFAULT 1 NOT NULL
) ENGINE=InnoDB;
CREATE TABLE llx_societe_commerciaux (
  rowid integer AUTO_INCREMENT PRIMARY KEY, fk_soc integer, fk_user integer,
  fk_c_type_contact_code varchar(32) NOT NULL DEFAULT 'SALESREPTHIRD', import_key varchar(14),
  UNIQUE KEY uk_societe_commerciaux (fk_soc, fk_user, fk_c_type_contact_code)
) ENGINE=InnoDB;
CREATE TABLE llx_socpeople (
  rowid integer AUTO_INCREMENT PRIMARY KEY, fk_soc integer, entity integer DEFAULT 1 NOT NULL, civility varchar(6),
  lastname varchar(50), firstname varchar(50), poste varchar(255), phone varchar(30), phone_mobile varchar(30),
  email varchar(255), default_lang varchar(6), address varchar(255), zip varchar(25), town varchar(255),
  statut tinyint DEFAULT 1 NOT NULL, priv smallint DEFAULT 0 NOT NULL
) ENGINE=InnoDB;
CREATE TABLE llx_product (
  rowid integer AUTO_INCREMENT PRIMARY KEY, ref varchar(128) NOT NULL, entity integer DEFAULT 1 NOT NULL,
  label varchar(255) NOT NULL, fk_product_type integer DEFAULT 0, tosell tinyint DEFAULT 1,
  price double(24,8) DEFAULT 0, tva_tx double(7,4),
  UNIQUE KEY uk_product_ref (ref, entity)
) ENGINE=InnoDB;
CREATE TABLE llx_c_tva (
  rowid integer AUTO_INCREMENT PRIMARY KEY, fk_pays integer NOT NULL, taux double NOT NULL, active tinyint DEFAULT 1 NOT NULL
) ENGINE=InnoDB;
CREATE TABLE llx_user (
  rowid integer AUTO_INCREMENT PRIMARY KEY, entity integer DEFAULT 1 NOT NULL, admin smallint DEFAULT 0,
  employee tinyint DEFAULT 1, login varchar(50) NOT NULL, lastname varchar(50), firstname varchar(50),
  job varchar(128), office_phone varchar(30), user_mobile varchar(30), email varchar(255), fk_soc integer,
  fk_user integer, statut tinyint DEFAULT 1, photo varchar(255), gender varchar(10), lang varchar(6), color varchar(6),
  thm double(24,8), tjm double(24,8), UNIQUE KEY uk_user_login (login, entity)
) ENGINE=InnoDB;
CREATE TABLE llx_projet (
  rowid integer AUTO_INCREMENT PRIMARY KEY, fk_soc integer, datec datetime, dateo date, datee date, ref varchar(50),
  entity integer DEFAULT 1 NOT NULL, title varchar(255) NOT NULL, description text, fk_user_creat integer NOT NULL,
  public integer, fk_statut integer DEFAULT 0 NOT NULL, usage_bill_time integer DEFAULT 0,
  UNIQUE KEY uk_projet_ref (ref, entity)
) ENGINE=InnoDB;
CREATE TABLE llx_projet_task (
  rowid integer AUTO_INCREMENT PRIMARY KEY, ref varchar(50), entity integer DEFAULT 1 NOT NULL, fk_projet integer NOT NULL,
  fk_task_parent integer DEFAULT 0 NOT NULL, datec datetime, dateo datetime, datee datetime, label varchar(255) NOT NULL,
  description text, duration_effective real DEFAULT 0, planned_workload real DEFAULT 0, progress integer DEFAULT 0,
  fk_user_creat integer, fk_statut smallint DEFAULT 0 NOT NULL, rang integer DEFAULT 0, billable smallint DEFAULT 1
) ENGINE=InnoDB;
CREATE TABLE llx_ticket (
  rowid integer AUTO_INCREMENT PRIMARY KEY, entity integer DEFAULT 1, ref varchar(128) NOT NULL, track_id varchar(128) NOT NULL,
  fk_soc integer DEFAULT 0, fk_project integer DEFAULT 0, fk_contract integer DEFAULT 0, fk_user_create integer,
  fk_user_assign integer, subject varchar(255), message mediumtext, fk_statut integer, progress integer DEFAULT 0,
  type_code varchar(32), category_code varchar(32), severity_code varchar(32), datec datetime
) ENGINE=InnoDB;
CREATE TABLE llx_contrat (
  rowid integer AUTO_INCREMENT PRIMARY KEY, ref varchar(255), entity integer DEFAULT 1 NOT NULL, datec datetime,
  date_contrat datetime, statut smallint DEFAULT 0, fk_soc integer NOT NULL, fk_projet integer,
  fk_user_author integer NOT NULL DEFAULT 0
) ENGINE=InnoDB;
CREATE TABLE llx_actioncomm (
  id integer AUTO_INCREMENT PRIMARY KEY, ref varchar(30) NOT NULL, entity integer DEFAULT 1 NOT NULL, datep datetime,
  datep2 datetime, fk_action integer, code varchar(50), datec datetime, fk_user_author integer, fk_project integer,
  fk_soc integer, fk_contact integer, fk_user_action integer, label varchar(255) NOT NULL, fulldayevent smallint NOT NULL DEFAULT 0,
  location varchar(128), percent smallint NOT NULL DEFAULT 0
) ENGINE=InnoDB;
CREATE TABLE llx_actioncomm_resources (
  rowid integer AUTO_INCREMENT PRIMARY KEY, fk_actioncomm integer NOT NULL, element_type varchar(50) NOT NULL, fk_element integer NOT NULL
) ENGINE=InnoDB;
CREATE TABLE llx_c_actioncomm (
  id integer PRIMARY KEY, code varchar(50) NOT NULL, type varchar(50) NOT NULL DEFAULT 'system', libelle varchar(128) NOT NULL
) ENGINE=InnoDB;
CREATE TABLE llx_facture (
  rowid integer AUTO_INCREMENT PRIMARY KEY, ref varchar(30) NOT NULL, entity integer DEFAULT 1 NOT NULL,
  ref_client varchar(255), type smallint DEFAULT 0 NOT NULL, fk_soc integer NOT NULL, datec datetime, datef date,
  date_valid date, tms timestamp DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, date_closing datetime,
  paye smallint DEFAULT 0 NOT NULL, close_code varchar(16), total_tva double(24,8) DEFAULT 0,
  localtax1 double(24,8) DEFAULT 0, localtax2 double(24,8) DEFAULT 0, revenuestamp double(24,8) DEFAULT 0,
  total_ht double(24,8) DEFAULT 0, total_ttc double(24,8) DEFAULT 0, fk_statut smallint DEFAULT 0 NOT NULL,
  fk_user_author integer, fk_user_valid integer, fk_facture_source integer, fk_projet integer, fk_currency varchar(3),
  fk_cond_reglement integer DEFAULT 1 NOT NULL, fk_mode_reglement integer, date_lim_reglement date, note_public text,
  model_pdf varchar(255), last_main_doc varchar(255), multicurrency_code varchar(3),
  UNIQUE KEY uk_facture_ref (ref, entity), KEY idx_facture_fk_soc (fk_soc)
) ENGINE=InnoDB;
CREATE TABLE llx_facturedet (
  rowid integer AUTO_INCREMENT PRIMARY KEY, fk_facture integer NOT NULL, fk_product integer, label varchar(255),
  description text, tva_tx double(7,4), qty real, remise_percent real DEFAULT 0, subprice double(24,8),
  total_ht double(24,8), total_tva double(24,8), total_ttc double(24,8), product_type integer DEFAULT 0,
  date_start datetime, date_end datetime, info_bits integer DEFAULT 0, special_code integer DEFAULT 0,
  rang integer DEFAULT 0, KEY idx_facturedet_fk_facture (fk_facture)
) ENGINE=InnoDB;
CREATE TABLE llx_propal (
  rowid integer AUTO_INCREMENT PRIMARY KEY, ref varchar(30) NOT NULL, entity integer DEFAULT 1 NOT NULL, fk_soc integer,
  datep date, fk_statut smallint DEFAULT 0 NOT NULL, total_ht double(24,8) DEFAULT 0,
  UNIQUE KEY uk_propal_ref (ref, entity), KEY idx_propal_fk_soc (fk_soc)
) ENGINE=InnoDB;
CREATE TABLE llx_propaldet (
  rowid integer AUTO_INCREMENT PRIMARY KEY, fk_propal integer NOT NULL, description text, tva_tx double(7,4), qty real,
  subprice double(24,8), total_ht double(24,8), rang integer DEFAULT 0, KEY idx_propaldet_fk_propal (fk_propal)
) ENGINE=InnoDB;
CREATE TABLE llx_paiement (
  rowid integer AUTO_INCREMENT PRIMARY KEY, ref varchar(30), entity integer DEFAULT 1 NOT NULL, datec datetime,
  datep datetime, amount double(24,8) DEFAULT 0, fk_paiement integer NOT NULL, num_paiement varchar(50),
  statut smallint DEFAULT 0 NOT NULL
) ENGINE=InnoDB;
CREATE TABLE llx_paiement_facture (
  rowid integer AUTO_INCREMENT PRIMARY KEY, fk_paiement integer, fk_facture integer, amount double(24,8) DEFAULT 0,
  KEY idx_paiement_facture_fk_facture (fk_facture)
) ENGINE=InnoDB;
CREATE TABLE llx_societe_remise_except (
  rowid integer AUTO_INCREMENT PRIMARY KEY, entity integer DEFAULT 1 NOT NULL, fk_soc integer NOT NULL, datec datetime,
  amount_ht double(24,8) NOT NULL, amount_tva double(24,8) DEFAULT 0 NOT NULL, amount_ttc double(24,8) DEFAULT 0 NOT NULL,
  tva_tx double(7,4) DEFAULT 0 NOT NULL, fk_user integer NOT NULL, fk_facture_line integer, fk_facture integer,
  fk_facture_source integer, description text NOT NULL
) ENGINE=InnoDB;
CREATE TABLE llx_element_element (
  rowid integer AUTO_INCREMENT PRIMARY KEY, fk_source integer NOT NULL, sourcetype varchar(64) NOT NULL,
  fk_target integer NOT NULL, targettype varchar(64) NOT NULL, relationtype varchar(64)
) ENGINE=InnoDB;
CREATE TABLE llx_element_time (
  rowid integer AUTO_INCREMENT PRIMARY KEY, ref_ext varchar(32), fk_element integer NOT NULL, elementtype varchar(32) NOT NULL,
  element_date date, element_datehour datetime, element_date_withhour integer, element_duration double, fk_product integer,
  fk_user integer, thm double(24,8), invoice_id integer, invoice_line_id integer, intervention_id integer,
  intervention_line_id integer, import_key varchar(14), datec datetime, note text
) ENGINE=InnoDB;
CREATE TABLE llx_usergroup (
  rowid integer AUTO_INCREMENT PRIMARY KEY, nom varchar(180) NOT NULL, entity integer DEFAULT 1 NOT NULL,
  UNIQUE KEY uk_usergroup_name (nom, entity)
) ENGINE=InnoDB;
CREATE TABLE llx_rights_def (
  id integer NOT NULL, entity integer DEFAULT 1 NOT NULL, libelle varchar(255), module varchar(64), perms varchar(50),
  subperms varchar(50), PRIMARY KEY (id, entity)
) ENGINE=InnoDB;
CREATE TABLE llx_user_rights (
  rowid integer AUTO_INCREMENT PRIMARY KEY, entity integer DEFAULT 1 NOT NULL, fk_user integer NOT NULL,
  fk_id integer NOT NULL, UNIQUE KEY uk_user_rights (entity, fk_user, fk_id)
) ENGINE=InnoDB;
CREATE TABLE llx_usergroup_rights (
  rowid integer AUTO_INCREMENT PRIMARY KEY, entity integer DEFAULT 1 NOT NULL, fk_usergroup integer NOT NULL,
  fk_id integer NOT NULL, UNIQUE KEY uk_usergroup_rights (entity, fk_usergroup, fk_id)
) ENGINE=InnoDB;
CREATE TABLE llx_usergroup_user (
  rowid integer AUTO_INCREMENT PRIMARY KEY, entity integer DEFAULT 1 NOT NULL, fk_user integer NOT NULL,
  fk_usergroup integer NOT NULL, UNIQUE KEY uk_usergroup_user (entity, fk_user, fk_usergroup)
) ENGINE=InnoDB;
