<?php
/*
 * Less common functions.
 */

/** @return void */
function dol_print_object_info($object, $usetable = 0)
{
	global $langs;
	print $langs->trans('Ref').' : '.dol_escape_htmltag((string) $object->ref).'<br>';
}

/** @return bool */
function dol_check_internal_url($url)
{
	return strpos((string) $url, '//') === false;
}

/** @return array<string,string> models of documents of a type */
function getListOfModels($db, $type, $maxfilenamelength = 0, $showempty = 0)
{
	$list = array();
	$resql = $db->query('SELECT nom as id, nom, libelle FROM '.MAIN_DB_PREFIX."document_model WHERE type = '".$db->escape($type)."' AND entity IN (0, ".getEntity('document_model').')');
	while ($resql && ($row = $db->fetch_object($resql))) {
		$list[$row->id] = $row->libelle ?: $row->nom;
	}
	return $list;
}
