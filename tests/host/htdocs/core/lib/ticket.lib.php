<?php
/*
 * Pages of tickets.
 */

/** @return array<int,array<int,string>> tabs */
function ticket_prepare_head(Ticket $object)
{
	return host_prepare_head($object, 'ticket', '/ticket/card.php', 'tabTicket', 'Ticket');
}
