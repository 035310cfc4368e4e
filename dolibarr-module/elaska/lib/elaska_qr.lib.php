<?php
/*
 * Codes that lead to a client, case or invoice in the portal, after signing in. Source: CASE-12, DOC-21.
 */

/**
 * A click shows the code large, paper always shows it; an administrator renews it.
 *
 * @param array{address: string, size: int, path: string}|null $code
 * @param string $url where the page takes the action qr_renew
 */
function elaska_qr_sheet(?array $code, string $object, int $id, string $name, string $url): string
{
    if (empty($code['path'])) {
        return '';
    }
    $side = (int) $code['size'] + 8;
    $svg = '<svg class="elaska-qr" viewBox="-4 -4 ' . $side . ' ' . $side . '" shape-rendering="crispEdges" role="img" aria-label="' . elaska_t('ElaskaQrOf', $name) . '"><path d="' . elaska_h((string) $code['path']) . '"/></svg>';
    $renew = '';
    if (elaska_can('admin')) {
        $renew = '<details class="elaska-fold"><summary>' . elaska_t('ElaskaQrRenew') . '</summary><p class="elaska-small">' . elaska_t('ElaskaQrRenewHelp') . '</p>'
            . elaska_post_button($url, 'qr_renew', elaska_words('ElaskaQrRenewDo'), 'elaska-act elaska-danger', array('object' => $object, 'id' => $id)) . '</details>';
    }
    return '<details class="elaska-menu elaska-qr-fold"><summary class="elaska-second" title="' . elaska_t('ElaskaQrTitle') . '">' . elaska_icon('qrcode') . '<span class="elaska-sr">' . elaska_t('ElaskaQrTitle') . '</span></summary><div class="elaska-qr-sheet"><strong>' . elaska_t('ElaskaQrTitle') . '</strong>'
        . $svg . '<small class="elaska-quiet">' . elaska_t('ElaskaQrHelp') . '</small>' . elaska_link((string) $code['address'], (string) $code['address']) . $renew . '</div></details><figure class="elaska-qr-paper">' . $svg . '</figure>';
}

/** The code of the case that a page shows. @param array<string,mixed> $page */
function elaska_cockpit_qr(array $page): string
{
    return elaska_qr_sheet($page['qr'] ?? null, 'case', (int) $page['id'], (string) $page['ref'], elaska_url('case_card.php', array('id' => $page['id'])));
}

/** The code of a client, contract or invoice, and its renewal when it was asked for. */
function elaska_qr_of(Elaska\Office $office, string $object, int $id, string $name, string $url): string
{
    if (elaska_action() === 'qr_renew') {
        elaska_try(static function () use ($office, $object, $id, $url): void {
            $office->call('qr.renew', array('object' => $object, 'id' => $id));
            elaska_redirect($url, elaska_words('ElaskaQrRenewed'));
        });
    }
    $read = $office->call('qr.read', array('object' => $object, 'id' => $id));
    return elaska_qr_sheet($read['qr'], $object, $id, $name, $url);
}
