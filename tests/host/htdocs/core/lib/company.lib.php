<?php
/*
 * Pages of third parties.
 */

/** @return array<int,array<int,string>> tabs */
function societe_prepare_head(Societe $object)
{
	return host_prepare_head($object, 'thirdparty', '/societe/card.php', 'card', 'Card');
}
