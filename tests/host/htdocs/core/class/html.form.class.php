<?php
class Form
{
	public function __construct($db)
	{
	}
}
