<?php
// What the bootstrap of a host defines before a page runs, for static analysis only.
define('DOL_DOCUMENT_ROOT', dirname(__DIR__).'/host/htdocs');
define('DOL_DATA_ROOT', '/documents');
define('DOL_URL_ROOT', '');
define('DOL_MAIN_URL_ROOT', '');
define('DOL_VERSION', '22.0.4');
define('MAIN_DB_PREFIX', 'llx_');
