<?php
/*
 * Pages of contacts.
 */

/** @return array<int,array<int,string>> tabs */
function contact_prepare_head(Contact $object)
{
	return host_prepare_head($object, 'contact', '/contact/card.php', 'card', 'Card');
}
