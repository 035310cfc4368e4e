<?php
/*
 * The names that the stand-in offers, read from its sources, looked for in the running host: public
 * functions, classes, public methods and the names of their parameters. Names with host_ or Host in
 * front are the stand-in's own and no part of the contract.
 */
final class HostNames
{
	/** Differences that are known and harmless: the name exists under another roof there. */
	const OWN = '/^(ModelePDFFactures::load|FactureLigne::fill|ModelePDFFactures::write_file|ModeleNumRefFactures::getNextValue|Conf::__(get|set|isset)|HostSimpleObject)/';

	/** @return array<int,string> */
	public static function missing(string $root): array
	{
		foreach (array('/compta/facture/class/facture.class.php', '/projet/class/project.class.php', '/ticket/class/ticket.class.php', '/projet/class/task.class.php', '/contact/class/contact.class.php', '/product/class/product.class.php',
			'/compta/paiement/class/paiement.class.php', '/comm/propal/class/propal.class.php', '/core/class/html.form.class.php', '/core/class/html.formprojet.class.php', '/core/class/html.formcompany.class.php', '/core/modules/DolibarrModules.class.php',
			'/core/class/menubase.class.php', '/core/class/interfaces.class.php', '/core/triggers/dolibarrtriggers.class.php', '/core/modules/facture/modules_facture.php', '/includes/tecnickcom/tcpdf/tcpdf.php') as $file) {
			require_once DOL_DOCUMENT_ROOT.$file;
		}
		$missing = array();
		foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator($root, FilesystemIterator::SKIP_DOTS)) as $file) {
			$path = substr((string) $file, strlen($root));
			if ($file->getExtension() !== 'php' || preg_match('#^/(install|conf)/|/core/modules/(mod|facture/(mod_|doc/))#', $path)) {
				continue;
			}
			foreach (self::declared((string) file_get_contents((string) $file)) as list($class, $function, $params)) {
				$name = ($class ? $class.'::' : '').$function;
				if (preg_match('/^(host_|realChar)/i', $function) || preg_match('/^Host/', $class) || preg_match(self::OWN, $name)) {
					continue;
				}
				$reason = $class ? self::method($class, $function, $params) : self::function($path, $function, $params);
				if ($reason !== '') {
					$missing[] = $name.': '.$reason;
				}
			}
		}
		return $missing;
	}

	/** Public functions and methods of a source: [class, function, parameter names]. */
	private static function declared(string $source): array
	{
		$class = '';
		$list = array();
		foreach (explode("\n", $source) as $line) {
			if (preg_match('/^(?:abstract |final )?(?:class|interface|trait) (\w+)/', $line, $m)) {
				$class = $m[1];
			} elseif (preg_match('/^(\t?)(?:abstract )?(?:public )?(?:static )?function &?(\w+)\((.*)\)/', $line, $m) && ($m[1] === '' || strpos($line, 'public ') !== false)) {
				preg_match_all('/(?:^|,)[^,$(]*\$(\w+)/', (string) preg_replace('/=\s*array\([^)]*\)/', '', $m[3]), $params);
				$list[] = array($m[1] === '' ? '' : $class, $m[2], $params[1]);
			}
		}
		return $list;
	}

	/** Why a method is not there as the stand-in has it, '' when it is. */
	private static function method(string $class, string $method, array $params): string
	{
		if (!class_exists($class) && !interface_exists($class)) {
			return 'no such class';
		}
		if (!method_exists($class, $method)) {
			return 'no such method';
		}
		return self::parameters(new ReflectionMethod($class, $method), $params);
	}

	/** The same for a function; files that only pages load are looked up in the sources. */
	private static function function(string $path, string $function, array $params): string
	{
		if (!function_exists($function)) {
			// Frame and filter are main.inc.php's there, in one version or the other.
			$places = defined('HOST_IS_STANDIN') ? array($path) : array('/main.inc.php', '/waf.inc.php', '/filefunc.inc.php', strpos($path, '/core/lib/host/') === 0 ? '/core/lib/functions.lib.php' : $path);
			$text = implode('', array_map(fn($file) => (string) @file_get_contents(DOL_DOCUMENT_ROOT.$file), $places));
			return preg_match('/function '.$function.'\(/', $text) ? '' : 'no such function';
		}
		return self::parameters(new ReflectionFunction($function), $params);
	}

	/** More parameters may follow there; those that we have come in the same order. */
	private static function parameters(ReflectionFunctionAbstract $real, array $params): string
	{
		$there = $real->getNumberOfParameters();
		return count($params) <= $there ? '' : count($params).' parameters, '.$there.' there ('.implode(', ', $params).')';
	}

	/** Kind of a column's type: the size of a text changes between versions. */
	public static function family(string $type): string
	{
		return preg_replace('/^(var)?char|^(tiny|medium|long)?text/', 'text', (string) strtok($type, '('));
	}

	/** @return array<string,array<string,string>> type by table and column of schema.sql */
	public static function columns(string $file): array
	{
		$tables = array();
		preg_match_all('/CREATE TABLE IF NOT EXISTS (\w+) \((.*?)\) ENGINE/s', (string) file_get_contents($file), $found, PREG_SET_ORDER);
		foreach ($found as list(, $table, $body)) {
			preg_match_all('/(?:^|,)\s*(?!PRIMARY|UNIQUE|KEY|CONSTRAINT|FULLTEXT)(\w+) ([a-z]+(?:\([0-9,]+\))?(?: unsigned)?)/', $body, $columns, PREG_SET_ORDER);
			foreach ($columns as list(, $column, $type)) {
				$tables[$table][$column] = $type;
			}
		}
		return $tables;
	}
}
