<?php
/*
 * Choice of a project or of a task.
 */
class FormProjets extends Form
{
	/** @return int|string */
	public function select_projects($socid = -1, $selected = 0, $htmlname = 'projectid', $maxlength = 16, $option_only = 0, $show_empty = 1, $discard_closed = 0, $forcefocus = 0, $disabled = 0, $mode = 0, $filterkey = '', $nooutput = 0, $forceaddid = 0, $morecss = '', $htmlid = '', $morefilter = '')
	{
		global $user;
		require_once DOL_DOCUMENT_ROOT.'/projet/class/project.class.php';
		$project = new Project($this->db);
		$list = array();
		$ids = $project->getProjectsAuthorizedForUser($user, 0, 1, max(0, (int) $socid));
		foreach ($this->db->getRows('SELECT rowid, ref, title FROM '.MAIN_DB_PREFIX.'projet WHERE rowid IN ('.$ids.') AND fk_statut < 2 ORDER BY ref') ?: array() as $row) {
			$list[$row->rowid] = dol_trunc($row->ref.' - '.$row->title, $maxlength ? 60 : 0);
		}
		$out = self::selectarray($htmlname, $list, $selected, $show_empty, 0, 0, '', 0, 0, $disabled, '', $morecss ?: 'minwidth200');
		if ($nooutput) {
			return $out;
		}
		print $out;
		return count($list);
	}

	/** @return int|string */
	public function selectTasks($socid = -1, $selected = 0, $htmlname = 'taskid', $maxlength = 24, $option_only = 0, $show_empty = '1', $discard_closed = 0, $forcefocus = 0, $disabled = 0, $morecss = 'maxwidth500', $projectsListId = '', $showmore = 'all', $usertofilter = null, $nooutput = 0)
	{
		$sql = 'SELECT t.rowid, t.ref, t.label FROM '.MAIN_DB_PREFIX.'projet_task as t JOIN '.MAIN_DB_PREFIX.'projet as p ON p.rowid = t.fk_projet WHERE t.entity IN ('.getEntity('project').')';
		$sql .= ($socid > 0 ? ' AND p.fk_soc = '.((int) $socid) : '').($projectsListId ? ' AND p.rowid IN ('.$this->db->sanitize($projectsListId).')' : '');
		$list = array();
		foreach ($this->db->getRows($sql.' ORDER BY t.ref') ?: array() as $row) {
			$list[$row->rowid] = $row->ref.' - '.$row->label;
		}
		$out = self::selectarray($htmlname, $list, $selected, $show_empty === '1' ? 1 : 0, 0, 0, '', 0, 0, $disabled, '', $morecss);
		if ($nooutput) {
			return $out;
		}
		print $out;
		return count($list);
	}
}
