<?php
/*
 * A case as a document: which parts, the sentences of its journal, the page to print. What it says is the core's.
 * Source: CASE-38, DOC-17.
 */

/** Parts of a case that can be printed: code => name. @return array<string,string> */
function elaska_report_parts(): array
{
    $parts = array();
    foreach (array('summary', 'steps', 'tasks', 'time', 'journal', 'exchanges', 'documents') as $code) {
        $parts[$code] = elaska_words('ElaskaReport_' . $code);
    }
    return $parts;
}

/** Parts that the address asks for, in their order. @return list<string> */
function elaska_report_chosen(): array
{
    return array_values(array_filter(array_keys(elaska_report_parts()), static fn (string $code): bool => GETPOSTINT('p_' . $code, 1) === 1));
}

/** «Exporter en PDF»: opens on the parts, the whole first. @param array<string,mixed> $page */
function elaska_report_menu(array $page): string
{
    $out = '';
    foreach (elaska_report_parts() as $code => $name) {
        $out .= '<label class="elaska-check"><input type="checkbox" name="p_' . $code . '" value="1" checked> ' . elaska_h($name) . '</label>';
    }
    return '<details class="elaska-menu elaska-export"><summary class="elaska-second">' . elaska_t('ElaskaReportExport') . '</summary><form method="get" action="' . elaska_h(elaska_url('case_export.php')) . '"><input type="hidden" name="id" value="' . (int) $page['id'] . '">'
        . '<fieldset><legend>' . elaska_t('ElaskaReportParts') . '</legend>' . $out . '</fieldset><div class="elaska-buttons"><button type="submit" name="as" value="pdf" class="butAction">' . elaska_t('ElaskaReportPdf')
        . '</button><button type="submit" name="as" value="print" class="elaska-second">' . elaska_t('ElaskaReportPrint') . '</button></div></form></details>';
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
    $out = '<article class="elaska-report"><nav class="elaska-report-bar">' . elaska_link($back, elaska_words('ElaskaBackToCase'), 'elaska-second') . '<span><button type="button" class="butAction" data-elaska-print>' . elaska_t('ElaskaReportPrintNow') . '</button> '
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
