<?php
/*
 * Pages of invoices.
 */

/** @return array<int,array<int,string>> tabs */
function facture_prepare_head(Facture $object)
{
	return host_prepare_head($object, 'invoice', '/compta/facture/card.php', 'compta', 'Card');
}
