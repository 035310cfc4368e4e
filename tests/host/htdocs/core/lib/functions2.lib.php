<?php
/*
 * Less common functions.
 */

/** @return array<string,string> models of documents of a type */
function getListOfModels($db, $type, $maxfilenamelength = 0)
{
	$list = array();
	$resql = $db->query('SELECT nom as id, nom, libelle FROM '.MAIN_DB_PREFIX."document_model WHERE type = '".$db->escape($type)."' AND entity IN (0, ".getEntity('document_model').')');
	while ($resql && ($row = $db->fetch_object($resql))) {
		$list[$row->id] = $row->libelle ?: $row->nom;
	}
	return $list;
}

/** @return array<string,string> folders that hold descriptors */
function dolGetModulesDirs($subdir = '')
{
	global $conf;
	$dirs = array();
	foreach ($conf->file->dol_document_root as $root) {
		$dirs[$root.'/core/modules'.$subdir.'/'] = $root.'/core/modules'.$subdir.'/';
		foreach (glob($root.'/*/core/modules'.$subdir, GLOB_ONLYDIR) ?: array() as $dir) {
			$dirs[$dir.'/'] = $dir.'/';
		}
	}
	return $dirs;
}
