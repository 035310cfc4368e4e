<?php
/*
 * Reports: which parts, the sentences of a journal, the page to print. What they say is the core's.
 * Source: CASE-38, DOC-17.
 */

/** What can be printed of it: code => name. @return array<string,string> */
function elaska_report_parts(string $of = 'case'): array
{
    $codes = $of === 'client' ? array('information', 'figures', 'cases', 'documents') : array('summary', 'steps', 'tasks', 'time', 'journal', 'exchanges', 'documents');
    $parts = array();
    foreach ($codes as $code) {
        $parts[$code] = elaska_words('ElaskaReport_' . $code);
    }
    return $parts;
}

/** Parts that the address or the form asks for, in their order. @return list<string> */
function elaska_report_chosen(string $of = 'case'): array
{
    return array_values(array_filter(array_keys(elaska_report_parts($of)), static fn (string $code): bool => GETPOSTINT('p_' . $code) === 1));
}

/** The parts as an address takes them. @param list<string> $parts @return array<string,int> */
function elaska_report_asked(array $parts): array
{
    return array_fill_keys(array_map(static fn (string $code): string => 'p_' . $code, $parts), 1);
}

/** «Exporter en PDF»: opens on the parts, the whole first; kept among the documents by those who write there. */
function elaska_report_menu(string $url, bool $files, string $of = 'case'): string
{
    $out = '';
    foreach (elaska_report_parts($of) as $code => $name) {
        $out .= '<label class="elaska-check"><input type="checkbox" name="p_' . $code . '" value="1" checked> ' . elaska_h($name) . '</label>';
    }
    return '<details class="elaska-menu elaska-export"><summary class="elaska-second">' . elaska_t('ElaskaReportExport') . '</summary>' . elaska_form($url, 'export') . '<fieldset><legend>' . elaska_t('ElaskaReportParts') . '</legend>' . $out . '</fieldset>'
        . '<div class="elaska-buttons"><button type="submit" name="as" value="pdf" class="butAction">' . elaska_t('ElaskaReportPdf') . '</button><button type="submit" name="as" value="print" class="elaska-second">' . elaska_t('ElaskaReportPrint') . '</button></div>'
        . ($files ? '<button type="submit" name="as" value="file" class="elaska-second elaska-export-file" title="' . elaska_t('ElaskaReportFileHelp') . '">' . elaska_icon('folder') . ' ' . elaska_t('ElaskaReportFile') . '</button>' : '') . '</form></details>';
}

/**
 * Gives a report as it was asked for: a PDF, a page to print, a document that is kept. Forms come as a POST and go on as
 * an address, so that a page may be asked for again; only what is kept changes anything.
 *
 * @param array<string,mixed> $asked input of the operations
 * @param array<string,mixed> $again what the address says
 */
function elaska_report_give(Elaska\Office $office, string $op, array $asked, string $page, array $again, string $back): void
{
    $as = (string) GETPOST('as', 'aZ09');
    if (elaska_action() === 'export' && $as === 'file') {
        elaska_try(static function () use ($office, $op, $asked): void {
            $made = $office->call($op . '_file', $asked);
            elaska_redirect(elaska_url('document_card.php', array('id' => $made['id'])), elaska_words('ElaskaReportFiled'));
        });
        elaska_redirect($back);
    }
    if (($_SERVER['REQUEST_METHOD'] ?? 'GET') === 'POST') {
        elaska_redirect(elaska_url($page, $again + array('as' => $as === 'print' ? 'print' : 'pdf')));
    }
    if ($as === 'print') {
        $report = elaska_read(static fn (): array => $office->call($op, $asked));
        elaska_time_header($report['over'] . ' ' . $report['title'], array('/elaska/css/case.css', '/elaska/css/report.css'), array('/elaska/js/case.js'));
        print elaska_report_page($report, $back, elaska_url($page, $again));
        llxFooter();
        return;
    }
    $made = elaska_read(static fn (): array => $office->bytes(($op === 'time.week_report' ? 'time.week' : $op) . '_pdf', $asked));
    session_write_close();
    while (ob_get_level() > 0) {
        ob_end_clean();
    }
    header('Content-Type: ' . $made['type']);
    header('Content-Disposition: attachment; filename="' . preg_replace('/[^\w.-]/', '-', dol_string_unaccent($made['name'])) . '"');
    header('Content-Length: ' . strlen($made['body']));
    header('Cache-Control: private, no-store');
    header('X-Content-Type-Options: nosniff');
    print $made['body'];
}

/** The journal in sentences, the newest first. @return list<array{at: int, by: string, text: string}> */
function elaska_report_journal(Elaska\Office $office, int $case): array
{
    $statuses = elaska_read(static fn (): array => $office->call('case.page', array('case' => $case)))['statuses'] ?? array();
    $rows = array();
    $after = null;
    do {
        $page = elaska_read(static fn (): array => (new Elaska\Events($office))->list(array('case' => $case, 'limit' => 200) + ($after !== null ? array('after' => $after) : array())));
        foreach ($page['rows'] as $event) {
            $reason = (string) ($event['data']['reason'] ?? '');
            $text = elaska_event_text($event, $statuses);
            $text .= $reason !== '' && mb_strpos($text, $reason) === false ? ' – ' . $reason : '';
            $text .= isset($event['data']['duration_s']) ? ' (' . elaska_clock((int) $event['data']['duration_s']) . ')' : '';
            $rows[] = array('at' => (int) $event['at'], 'by' => mb_substr((string) preg_replace('/\s+/u', ' ', (string) ($event['by']['name'] ?? '')), 0, 250), 'text' => mb_substr($text, 0, 1900));
        }
        $after = $page['next'];
    } while ($after !== null && count($rows) < 2000);
    return array_slice($rows, 0, 2000);
}

/* ---- the page to print ------------------------------------------------------ */

/** @param array<string,mixed> $report of case.report */
function elaska_report_page(array $report, string $back, string $again): string
{
    $out = '<article class="elaska-report"><nav class="elaska-report-bar">' . elaska_link($back, elaska_words('Back'), 'elaska-second') . '<span><button type="button" class="butAction" data-elaska-print>' . elaska_t('ElaskaReportPrintNow') . '</button> '
        . elaska_link($again, elaska_words('ElaskaReportExport'), 'elaska-second') . '</span></nav><header><p class="elaska-report-firm">' . elaska_h($report['firm']) . '</p><p class="elaska-quiet">' . elaska_h($report['over']) . '</p><h1>' . elaska_h($report['title']) . '</h1><p class="elaska-quiet">'
        . elaska_h($report['subtitle']) . '</p></header>';
    foreach ($report['parts'] as $part) {
        $out .= '<section id="part-' . elaska_h($part['code']) . '"><h2>' . elaska_h($part['title']) . '</h2>' . implode('', array_map('elaska_report_block', $part['blocks'])) . '</section>';
    }
    return $out . '<footer class="elaska-quiet">' . elaska_h($report['exported']) . '</footer></article>';
}

/** @param array<string,mixed> $block */
function elaska_report_block(array $block): string
{
    $body = '';
    switch ($block['kind']) {
        case 'facts':
            foreach ($block['facts'] as $fact) {
                $body .= '<dt>' . elaska_h($fact['label']) . '</dt><dd>' . elaska_lines($fact['value']) . '</dd>';
            }
            $body = $body !== '' ? '<dl class="elaska-facts">' . $body . '</dl>' : '';
            break;
        case 'text':
            $body = (string) $block['text'] !== '' ? '<p>' . elaska_lines($block['text']) . '</p>' : '';
            break;
        case 'rows':
            $body = $block['rows'] ? elaska_report_table($block) : '';
            break;
        default:
            $body = implode('', array_map('elaska_report_entry', $block['entries']));
    }
    if ($body === '' && (string) ($block['empty'] ?? '') === '') {
        return '';
    }
    return ((string) ($block['title'] ?? '') !== '' ? '<h3>' . elaska_h($block['title']) . '</h3>' : '') . ($body !== '' ? $body : '<p class="elaska-quiet">' . elaska_h($block['empty']) . '</p>');
}

/** @param array<string,mixed> $block */
function elaska_report_table(array $block): string
{
    $line = static function (array $cells, string $tag) use ($block): string {
        $out = '';
        foreach ($cells as $i => $cell) {
            $out .= '<' . $tag . ($block['columns'][$i]['right'] ? ' class="right elaska-num"' : '') . '>' . elaska_lines((string) $cell) . '</' . $tag . '>';
        }
        return '<tr>' . $out . '</tr>';
    };
    return '<div class="elaska-report-wide"><table><thead>' . $line(array_column($block['columns'], 'label'), 'th') . '</thead><tbody>' . implode('', array_map(static fn (array $row): string => $line($row, 'td'), $block['rows'])) . '</tbody>'
        . (isset($block['foot']) ? '<tfoot>' . $line($block['foot'], 'td') . '</tfoot>' : '') . '</table></div>';
}

/** @param array<string,mixed> $entry */
function elaska_report_entry(array $entry): string
{
    $out = '<div class="elaska-report-entry"><p class="elaska-report-title"><strong>' . elaska_h($entry['title']) . '</strong><span class="elaska-quiet">' . elaska_h((string) $entry['note']) . '</span></p>';
    $out .= (string) $entry['meta'] !== '' ? '<p class="elaska-quiet elaska-small">' . elaska_h($entry['meta']) . '</p>' : '';
    $out .= (string) $entry['text'] !== '' ? '<p>' . elaska_lines($entry['text']) . '</p>' : '';
    foreach ($entry['ticks'] as $tick) {
        $out .= '<p class="elaska-report-tick"><span class="elaska-report-box' . ($tick['done'] ? ' elaska-report-done' : '') . '" role="img" aria-label="' . elaska_t($tick['done'] ? 'Yes' : 'No') . '"></span>' . elaska_h($tick['label']) . '</p>';
    }
    foreach ($entry['sayings'] as $said) {
        $out .= '<blockquote><p class="elaska-quiet elaska-small">' . elaska_h($said['who']) . '</p><p>' . elaska_lines($said['text']) . '</p></blockquote>';
    }
    return $out . '</div>';
}
