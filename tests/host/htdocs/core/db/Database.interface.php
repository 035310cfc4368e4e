<?php
/*
 * What a database driver offers; DoliDB and its mysqli driver are the only ones here.
 */
interface Database
{
	/** @param string $query */
	public function query($query, $usesavepoint = 0, $type = 'auto', $result_mode = 0);
	public function begin($textinlog = '');
	public function commit($log = '');
	public function rollback($log = '');
	public function escape($stringtoencode);
	public function prefix();
}
