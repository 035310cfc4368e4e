<?php
/*
 * Pages of users.
 */

/** @return array<int,array<int,string>> tabs */
function user_prepare_head(User $object)
{
	return host_prepare_head($object, 'user', '/user/card.php', 'user', 'User');
}
