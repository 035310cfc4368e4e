<?php
/*
 * Small pieces of pages: the one way in which the back office shows a status, a duration, an amount, a day, a gauge.
 * Everything returned is HTML that may be printed as it is.
 */

/** Text made safe inside HTML and attributes, line ends kept. */
function elaska_h($text): string
{
    return htmlspecialchars((string) $text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
}

/** A text of several lines. */
function elaska_lines($text): string
{
    return nl2br(elaska_h(trim((string) $text)), false);
}

/** A sentence of elaska.lang with its values escaped. */
function elaska_t(string $key, string ...$values): string
{
    global $langs;
    return elaska_h($langs->transnoentitiesnoconv($key, ...$values));
}

/** Words of elaska.lang with their values, not escaped. */
function elaska_words(string $key, string ...$values): string
{
    global $langs;
    return $langs->transnoentitiesnoconv($key, ...$values);
}

/** A figure that leads to its list. @param string $key its label in elaska.lang */
function elaska_tile(string $url, string $key, string $figure, string $hint = '', string $colour = ''): string
{
    return '<a class="elaska-tile' . ($colour !== '' ? ' elaska-c-' . $colour : '') . '" href="' . elaska_h($url) . '"><span class="elaska-tile-label">' . elaska_t($key) . '</span>'
        . '<span class="elaska-tile-figure">' . elaska_h($figure) . '</span>' . ($hint !== '' ? '<span class="elaska-tile-hint elaska-num">' . elaska_h($hint) . '</span>' : '') . '</a>';
}

/** @param array{code?: string, label: string, colour: string}|null $badge status from the registry */
function elaska_badge(?array $badge, string $title = ''): string
{
    if (empty($badge['label'])) {
        return '';
    }
    return '<span class="elaska-badge elaska-c-' . elaska_h($badge['colour'] ?? 'slate') . '"' . ($title !== '' ? ' title="' . elaska_h($title) . '"' : '') . '>'
        . elaska_h($badge['label']) . '</span>';
}

/** A second badge beside the status: late, not billable, to check. */
function elaska_mark(string $key, string $colour = 'slate', string $title = ''): string
{
    global $langs;
    return elaska_badge(array('label' => $langs->transnoentitiesnoconv($key), 'colour' => $colour), $title);
}

/** Levels of confidentiality as the firm calls them, by their number. DOC-14. @return array<int,array{label: string, colour: string}> */
function elaska_levels(): array
{
    static $levels = null;
    if ($levels === null) {
        $levels = array(array('label' => elaska_words('ElaskaLevel_0'), 'colour' => 'slate'), array('label' => elaska_words('ElaskaLevel_1'), 'colour' => 'amber'), array('label' => elaska_words('ElaskaLevel_2'), 'colour' => 'red'));
        $number = array('standard' => 0, 'confidential' => 1, 'restricted' => 2);
        try {
            foreach (elaska_office()->call('reference.read', array('list' => 'confidentiality_levels'))['items'] as $item) {
                if (isset($number[$item['code']])) {
                    $levels[$number[$item['code']]] = array('label' => (string) $item['text'], 'colour' => (string) ($item['colour'] ?: 'slate'));
                }
            }
        } catch (Elaska\Exception $e) {
            dol_syslog('elaska: levels by their usual names: ' . $e->getMessage(), LOG_WARNING);
        }
    }
    return $levels;
}

/** Of what is not for everybody. */
function elaska_level_mark(int $level): string
{
    return $level > 0 ? elaska_badge(elaska_levels()[$level] ?? null) : '';
}

/** For what the antivirus holds a file back: badge of its state, nothing where it does not. */
function elaska_scan_mark(?string $state): string
{
    $tones = array('waiting' => 'blue', 'later' => 'amber', 'skipped' => 'amber', 'infected' => 'red', 'removed' => 'red');
    return isset($tones[(string) $state]) ? elaska_mark('ElaskaScan_' . $state, $tones[$state], elaska_words('ElaskaScanWhy_' . $state)) : '';
}

/** HH:MM:SS, hours allowed past 99. */
function elaska_clock($seconds): string
{
    if ($seconds === null) {
        return '';
    }
    $s = abs((int) $seconds);
    return ((int) $seconds < 0 ? '-' : '') . sprintf('%02d:%02d:%02d', intdiv($s, 3600), intdiv($s % 3600, 60), $s % 60);
}

function elaska_duration($seconds): string
{
    return $seconds === null ? '' : '<span class="elaska-num">' . elaska_clock($seconds) . '</span>';
}

/** Minor units as "1 234,56 €". */
function elaska_money($minor, string $currency = 'EUR'): string
{
    global $langs;
    if ($minor === null || $minor === '') {
        return '';
    }
    $minor = (int) $minor;
    $french = strpos((string) $langs->defaultlang, 'en') !== 0;
    $whole = number_format(intdiv(abs($minor), 100), 0, '', $french ? "\u{202f}" : ',');
    $text = ($minor < 0 ? '-' : '') . $whole . ($french ? ',' : '.') . sprintf('%02d', abs($minor) % 100);
    $sign = array('EUR' => '€', 'USD' => '$', 'GBP' => '£', 'CHF' => 'CHF')[$currency] ?? $currency;
    return $text . "\u{a0}" . $sign;
}

function elaska_amount($minor, string $currency = 'EUR'): string
{
    return $minor === null || $minor === '' ? '' : '<span class="elaska-num">' . elaska_h(elaska_money($minor, $currency)) . '</span>';
}

/** Decimal text of the core ("85.00") as people of this language write it. */
function elaska_decimal($text): string
{
    global $langs;
    $text = (string) $text;
    return strpos((string) $langs->defaultlang, 'en') === 0 ? $text : str_replace('.', ',', $text);
}

/** "85,00 €/h". */
function elaska_rate($rate, string $currency = 'EUR'): string
{
    if ($rate === null || $rate === '') {
        return '';
    }
    $sign = array('EUR' => '€', 'USD' => '$', 'GBP' => '£')[$currency] ?? $currency;
    return '<span class="elaska-num">' . elaska_h(elaska_decimal($rate) . "\u{a0}" . $sign . '/h') . '</span>';
}

/** "840 ko", "2,4 Mo". */
function elaska_size(int $bytes): string
{
    $french = strpos((string) $GLOBALS['langs']->defaultlang, 'en') !== 0;
    $large = $bytes >= 1000000;
    $text = $large ? number_format($bytes / 1048576, 1, $french ? ',' : '.', '') : (string) max(1, (int) round($bytes / 1024));
    return $text . "\u{a0}" . ($french ? ($large ? 'Mo' : 'ko') : ($large ? 'MB' : 'kB'));
}

/** Calendar day "YYYY-MM-DD" in the user's format, never moved by a time zone. */
function elaska_day($day): string
{
    if (!preg_match('/^(\d{4})-(\d\d)-(\d\d)$/', (string) $day, $m)) {
        return '';
    }
    return elaska_h(dol_print_date(dol_mktime(12, 0, 0, (int) $m[2], (int) $m[3], (int) $m[1]), 'day'));
}

/** "lundi 16 novembre", for headings. */
function elaska_day_long(string $day): string
{
    if (!preg_match('/^(\d{4})-(\d\d)-(\d\d)$/', $day, $m)) {
        return '';
    }
    return elaska_h(dol_print_date(dol_mktime(12, 0, 0, (int) $m[2], (int) $m[3], (int) $m[1]), '%A %d %B'));
}

/** Moment in words ("il y a 5 min"), the full date in a tooltip. */
function elaska_moment($at): string
{
    global $langs;
    if (!$at) {
        return '';
    }
    $ago = dol_now() - (int) $at;
    $full = dol_print_date((int) $at, 'dayhour', 'tzuser');
    $text = $full;
    if ($ago >= 0 && $ago < 60) {
        $text = $langs->transnoentitiesnoconv('ElaskaAgoNow');
    } elseif ($ago >= 0 && $ago < 3600) {
        $text = $langs->transnoentitiesnoconv('ElaskaAgoMinutes', (string) intdiv($ago, 60));
    } elseif ($ago >= 0 && $ago < 86400) {
        $text = $langs->transnoentitiesnoconv('ElaskaAgoHours', (string) intdiv($ago, 3600));
    } elseif ($ago >= 0 && $ago < 7 * 86400) {
        $days = intdiv($ago, 86400);
        $text = $langs->transnoentitiesnoconv($days > 1 ? 'ElaskaAgoDays' : 'ElaskaAgoDay', (string) $days);
    }
    return '<time datetime="' . gmdate('Y-m-d\TH:i:s\Z', (int) $at) . '" title="' . elaska_h($full) . '">' . elaska_h($text) . '</time>';
}

/** Clock times of an entry ("09:00 – 10:15"), as the firm's clock showed them. @param array<string,mixed> $entry */
function elaska_span(array $entry): string
{
    return $entry['start_at'] && $entry['end_at'] ? '<span class="elaska-num opacitymedium">' . elaska_h(substr($entry['start_local'], 11, 5) . ' – ' . substr($entry['end_local'], 11, 5)) . '</span>' : '';
}

function elaska_link(string $url, string $text, string $class = ''): string
{
    return '<a href="' . elaska_h($url) . '"' . ($class !== '' ? ' class="' . $class . '"' : '') . '>' . elaska_h($text) . '</a>';
}

/** @param array{id: int, name: string}|null $client */
function elaska_client(?array $client): string
{
    return $client ? elaska_link(DOL_URL_ROOT . '/societe/card.php?socid=' . (int) $client['id'], (string) $client['name']) : '';
}

/** @param array{id: int, ref: string, title: string}|null $case */
function elaska_case(?array $case, bool $withRef = true): string
{
    if (!$case) {
        return '';
    }
    $url = elaska_url('case_card.php', array('id' => $case['id']));
    return '<a href="' . elaska_h($url) . '" title="' . elaska_h($case['ref'] . ' ' . $case['title']) . '">'
        . ($withRef ? '<span class="elaska-ref">' . elaska_h($case['ref']) . '</span> ' : '') . elaska_h($case['title']) . '</a>';
}

/** Activity with its dot of colour. */
function elaska_activity(?array $activity): string
{
    return $activity ? '<span class="elaska-dot elaska-c-' . elaska_h($activity['colour'] ?? 'slate') . '">' . elaska_h($activity['label']) . '</span>' : '';
}

/**
 * Gauge of a package: words first, then the bar; the provisional part is told apart.
 *
 * @param array<string,mixed>|null $gauge
 */
function elaska_gauge(?array $gauge, bool $short = false): string
{
    global $langs;
    if (!$gauge || empty($gauge['included_s'])) {
        return '';
    }
    $used = (int) $gauge['used_s'];
    $included = (int) $gauge['included_s'];
    $provisional = (int) ($gauge['provisional_s'] ?? 0);
    $level = in_array($gauge['level'] ?? 'ok', array('ok', 'warn', 'full'), true) ? $gauge['level'] : 'ok';
    $words = $langs->transnoentitiesnoconv('ElaskaGaugeUsed', elaska_clock($used), elaska_clock($included));
    $more = array();
    if (!empty($gauge['overage_s'])) {
        $more[] = $langs->transnoentitiesnoconv('ElaskaGaugeOver', elaska_clock($gauge['overage_s']));
    } elseif (isset($gauge['remaining_s'])) {
        $more[] = $langs->transnoentitiesnoconv('ElaskaGaugeLeft', elaska_clock($gauge['remaining_s']));
    }
    if ($provisional > 0) {
        $more[] = $langs->transnoentitiesnoconv('ElaskaGaugeProvisional', elaska_clock($provisional));
    }
    $width = min(100, (int) round(100 * $used / $included));
    $ahead = min(100 - $width, (int) round(100 * $provisional / $included));
    $bar = '<span class="elaska-bar elaska-bar-' . $level . '" role="img" aria-label="' . elaska_h($words . '. ' . implode('. ', $more)) . '"'
        . ($short ? ' title="' . elaska_h($words . "\n" . implode("\n", $more)) . '"' : '') . '><span style="width:' . $width . '%"></span>'
        . ($ahead > 0 ? '<span class="elaska-bar-ahead" style="width:' . $ahead . '%"></span>' : '') . '</span>';
    if ($short) {
        return '<span class="elaska-gauge elaska-gauge-short">' . $bar . '<span class="elaska-num">' . (int) ($gauge['percent'] ?? 0) . '&nbsp;%</span></span>';
    }
    return '<div class="elaska-gauge"><strong>' . elaska_h($words) . '</strong>' . $bar . '<span class="opacitymedium">' . elaska_h(implode(' · ', $more)) . '</span></div>';
}

/** Picture of the module's sprite (Tabler), never read aloud: a text beside it says the same. */
function elaska_icon(string $name, string $class = ''): string
{
    if (!preg_match('/^[a-z0-9-]+$/', $name)) {
        return '';
    }
    return '<svg class="elaska-icon' . ($class !== '' ? ' ' . $class : '') . '" aria-hidden="true"><use href="' . elaska_h(elaska_sprite()) . '#' . $name . '"></use></svg>';
}

/** Address of the sprite; its version makes browsers take the new one. */
function elaska_sprite(): string
{
    static $url = null;
    return $url ??= dol_buildpath('/elaska/js/icons.svg', 1);
}

/** Why nothing is shown, and the next step. */
function elaska_empty(string $text, string $action = ''): string
{
    return '<div class="elaska-empty"><p>' . elaska_h($text) . '</p>' . $action . '</div>';
}

function elaska_button(string $url, string $text, string $class = 'butAction'): string
{
    return '<a class="' . $class . '" href="' . elaska_h($url) . '">' . elaska_h($text) . '</a>';
}

/** Round button of a page's title. */
function elaska_new_button(string $label, string $url, bool $allowed = true): string
{
    return $allowed ? dolGetButtonTitle($label, '', 'fa fa-plus-circle', $url) : '';
}

/** Button that starts a timer where the page stands (the island of the top bar does it). */
function elaska_timer_button(array $target, string $label): string
{
    return '<a class="butAction elaska-timer-start" role="button" href="#" data-elaska-timer-start="' . elaska_h((string) json_encode($target)) . '">' . elaska_h($label) . '</a>';
}

/**
 * Pages of a list read by keyset: the cursors passed so far travel in the address, so that "previous" exists too.
 *
 * @param array<string,mixed> $filters of the list, kept
 */
function elaska_pager(string $page, array $filters, ?string $next, array $trail): string
{
    if ($next === null && !$trail) {
        return '';
    }
    $out = '<nav class="elaska-pager" aria-label="' . elaska_t('ElaskaPages') . '">';
    if ($trail) {
        $back = array_slice($trail, 0, -1);
        $out .= elaska_link(elaska_url($page, $filters + array('at' => elaska_trail($back))), '‹ ' . elaska_words('ElaskaPrevious'), 'elaska-second');
    }
    $out .= '<span class="opacitymedium">' . elaska_t('ElaskaPageNumber', (string) (count($trail) + 1)) . '</span>';
    if ($next !== null) {
        $out .= elaska_link(elaska_url($page, $filters + array('at' => elaska_trail(array_merge($trail, array($next))))), elaska_words('ElaskaNext') . ' ›', 'elaska-second');
    }
    return $out . '</nav>';
}

/** Cursors as one parameter that Dolibarr's filter leaves alone. */
function elaska_trail(array $cursors): string
{
    return $cursors ? rtrim(strtr(base64_encode(implode("\n", $cursors)), '+/', '-_'), '=') : '';
}

/** @return list<string> cursors passed so far, the last one is where the page starts */
function elaska_trail_read(): array
{
    $text = base64_decode(strtr((string) GETPOST('at', 'aZ09'), '-_', '+/'), true);
    return $text ? array_values(array_filter(explode("\n", $text), static fn (string $cursor): bool => $cursor !== '')) : array();
}

/** Views of a list as tabs with the current one marked. @param array<string,string> $views value => label */
function elaska_views(string $page, string $name, array $views, string $current, array $filters = array()): string
{
    $out = '<nav class="elaska-views">';
    foreach ($views as $value => $label) {
        $on = (string) $value === $current;
        $out .= '<a href="' . elaska_h(elaska_url($page, array($name => $value) + $filters)) . '"' . ($on ? ' aria-current="page"' : '') . '>' . elaska_h($label) . '</a>';
    }
    return $out . '</nav>';
}
