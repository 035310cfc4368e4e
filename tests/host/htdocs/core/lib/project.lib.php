<?php
/*
 * Pages of projects and tasks.
 */

/** @return array<int,array<int,string>> tabs */
function project_prepare_head(Project $object, $moreparam = '')
{
	return host_prepare_head($object, 'project', '/projet/card.php', 'project', 'Project');
}

/** @return array<int,array<int,string>> tabs */
function task_prepare_head($object)
{
	return host_prepare_head($object, 'task', '/projet/tasks/task.php', 'task_task', 'Card');
}
