<?php
/*
 * Panels of the tab of portal accounts: one card per person, form of invitation, what each action says.
 */

/** Actions on an account, with the sentence that ends each. */
const ELASKA_ACCOUNT_ACTIONS = array('reinvite' => 'ElaskaReinvited', 'suspend' => 'ElaskaSuspended', 'resume' => 'ElaskaResumed', 'unlock' => 'ElaskaUnlocked', 'signout' => 'ElaskaSignedOut',
    'update' => 'ElaskaAccountSaved', 'withdraw' => 'ElaskaWithdrawn', 'restore' => 'ElaskaRestored');

/** Kinds of person, as the portal names them. PORT-04. */
const ELASKA_PROFILES = array('particulier', 'entreprise', 'createur', 'association', 'salarie');

/** Roles that are proposed; another one may be typed. PORT-04. */
const ELASKA_ROLES = array('ElaskaRoleHead', 'ElaskaRoleHr', 'ElaskaRoleAccountant', 'ElaskaRoleManager', 'ElaskaRoleEmployee', 'ElaskaRoleRepresentative');

/** @return array<string,string> profile => words */
function elaska_profiles(): array
{
    global $langs;
    $profiles = array();
    foreach (ELASKA_PROFILES as $profile) {
        $profiles[$profile] = $langs->transnoentitiesnoconv('ElaskaProfile_' . $profile);
    }
    return $profiles;
}

/** The language chosen; a field named "lang" would turn Dolibarr's own pages to it. @return array<string,string> */
function elaska_account_lang(): array
{
    return elaska_in('language') !== '' ? array('lang' => elaska_in('language')) : array();
}

/** Runs an action on an account, then leaves the page. */
function elaska_accounts_do(Elaska\Accounts $accounts, string $action, int $client, string $here): void
{
    global $langs;
    $account = array('account' => (int) elaska_in('account'));
    switch ($action) {
        case 'update':
            $typed = array('name' => elaska_in('name'), 'role' => elaska_in('role')) + elaska_posted(array('profile' => 'text')) + elaska_account_lang();
            $accounts->update($account + array('client' => $client) + $typed);
            break;
        case 'withdraw':
        case 'restore':
            $accounts->update($account + array('client' => $client, 'active' => $action === 'restore'));
            break;
        case 'signout':
            $closed = $accounts->signOut($account)['closed'];
            elaska_redirect($here, $langs->transnoentitiesnoconv($closed > 1 ? 'ElaskaSignedOutMany' : 'ElaskaSignedOut', (string) $closed));
        default:
            call_user_func(array($accounts, $action), $account);
    }
    elaska_redirect($here, $langs->transnoentitiesnoconv(ELASKA_ACCOUNT_ACTIONS[$action]));
}

/** After an invitation: a new person has a link in the mail; one who is known already has one client more. @param array<string,mixed> $done */
function elaska_accounts_told(array $done, string $here, string $email): void
{
    global $langs;
    elaska_redirect($here, $langs->transnoentitiesnoconv(empty($done['existing']) ? 'ElaskaInvited' : 'ElaskaInvitedKnown', $email));
}

/** After a choice about amounts: what the client sees from now on. @param array{amounts: string} $done */
function elaska_accounts_amounts_said(array $done, string $here): void
{
    global $langs;
    elaska_redirect($here, $langs->transnoentitiesnoconv('ElaskaAmountsDone_' . $done['amounts']));
}

/** What makes invitations useless: no address of the portal. */
function elaska_accounts_problem(): string
{
    global $langs;
    if (getDolGlobalString('ELASKA_PORTAL_URL') !== '') {
        return '';
    }
    return '<p class="elaska-note">' . elaska_t('ElaskaPortalUrlMissing') . ' '
        . (elaska_can('admin') ? elaska_link(elaska_url('admin/setup.php', array('section' => 'portal')), $langs->transnoentitiesnoconv('ElaskaPortalUrlSet')) : elaska_t('ElaskaPortalUrlAsk')) . '</p>';
}

/** What waits, in words. @param list<array<string,mixed>> $rows */
function elaska_accounts_lead(array $rows): string
{
    $waits = count(array_filter($rows, static fn (array $r): bool => $r['status'] === 'invited' && $r['active']));
    $locked = count(array_filter($rows, static fn (array $r): bool => $r['locked_until'] !== null));
    $in = count(array_filter($rows, static fn (array $r): bool => $r['status'] === 'active' && $r['active']));
    $words = array(elaska_t($in > 1 ? 'ElaskaAccountsInMany' : ($in === 1 ? 'ElaskaAccountsIn' : 'ElaskaAccountsInNone'), (string) $in));
    if ($waits > 0) {
        $words[] = elaska_t($waits > 1 ? 'ElaskaAccountsWaitMany' : 'ElaskaAccountsWait', (string) $waits);
    }
    if ($locked > 0) {
        $words[] = elaska_t($locked > 1 ? 'ElaskaAccountsLockedMany' : 'ElaskaAccountsLocked', (string) $locked);
    }
    return '<p class="elaska-lead">' . implode(' ', $words) . '</p>';
}

/** @param array<string,mixed> $row */
function elaska_account_badges(array $row): string
{
    $colours = array('invited' => 'amber', 'active' => 'green', 'suspended' => 'red');
    $expired = $row['status'] === 'invited' && ($row['invited_until'] === null || $row['invited_until'] < dol_now());
    $out = elaska_mark($expired ? 'ElaskaAccount_expired' : 'ElaskaAccount_' . $row['status'], $expired ? 'orange' : ($colours[$row['status']] ?? 'slate'));
    $out .= $row['locked_until'] !== null ? ' ' . elaska_mark('ElaskaAccount_locked', 'red') : '';
    return $out . ($row['active'] ? '' : ' ' . elaska_mark('ElaskaAccount_withdrawn', 'slate'));
}

/** One person. @param array<string,mixed> $row */
function elaska_account_card(array $row, string $here, ?Elaska\Exception $error): string
{
    global $langs;
    $mine = $error !== null && (int) elaska_in('account') === (int) $row['id'] ? $error : null;
    $about = array_filter(array($row['role'], elaska_profiles()[$row['profile']] ?? '', $langs->transnoentitiesnoconv($row['lang'] === 'en' ? 'ElaskaLangEn' : 'ElaskaLangFr')));
    $out = '<section class="elaska-panel elaska-account"><header><h2>' . elaska_h($row['name']) . ' <span class="elaska-account-badges">' . elaska_account_badges($row) . '</span></h2></header>';
    $out .= '<div class="elaska-account-body"><div><p>' . elaska_h($row['email']) . ' <span class="elaska-quiet">· ' . elaska_h(implode(' · ', $about)) . '</span></p><ul class="elaska-account-facts">';
    foreach (elaska_account_facts($row) as $fact) {
        $out .= '<li>' . $fact . '</li>';
    }
    $out .= '</ul></div><div class="elaska-buttons">' . elaska_account_buttons($row, $here) . '</div></div>';
    return $out . elaska_account_edit($row, $here, $mine) . '</section>';
}

/** Facts of a person, in sentences. @param array<string,mixed> $row @return list<string> */
function elaska_account_facts(array $row): array
{
    $facts = array();
    if ($row['status'] === 'invited') {
        $facts[] = $row['invited_until'] !== null && $row['invited_until'] > dol_now() ? elaska_t('ElaskaInvitedUntil', dol_print_date($row['invited_until'], 'dayhour', 'tzuser')) : elaska_t('ElaskaInvitedExpired');
    } else {
        $facts[] = $row['last_login_at'] !== null ? elaska_t('ElaskaLastLogin') . ' ' . elaska_moment($row['last_login_at']) : elaska_t('ElaskaNeverIn');
    }
    if ($row['locked_until'] !== null) {
        $facts[] = elaska_t('ElaskaLockedUntil') . ' ' . elaska_coming($row['locked_until']);
    }
    if ($row['sessions'] > 0) {
        $facts[] = elaska_t($row['sessions'] > 1 ? 'ElaskaSessionsMany' : 'ElaskaSessionsOne', (string) $row['sessions']);
    }
    if ($row['also_count'] > 0) {
        $names = array_map(static fn (array $c): string => elaska_link(elaska_url('accounts_tab.php', array('socid' => $c['id'])), $c['name']), $row['also']);
        $hidden = $row['also_count'] - count($row['also']);
        if ($hidden > 0) {
            $names[] = elaska_t($hidden > 1 ? 'ElaskaAlsoHiddenMany' : 'ElaskaAlsoHidden', (string) $hidden);
        }
        $facts[] = elaska_t('ElaskaAlso') . ' ' . implode(', ', $names);
    }
    return $facts;
}

/** @param array<string,mixed> $row */
function elaska_account_buttons(array $row, string $here): string
{
    global $langs;
    $id = array('account' => $row['id']);
    $words = static fn (string $key): string => $langs->transnoentitiesnoconv($key);
    if (!$row['active']) {
        return elaska_post_button($here, 'restore', $words('ElaskaRestore'), 'butAction', $id);
    }
    $out = '';
    if ($row['locked_until'] !== null) {
        $out .= elaska_post_button($here, 'unlock', $words('ElaskaUnlock'), 'butAction', $id);
    }
    if ($row['status'] === 'suspended') {
        return $out . elaska_post_button($here, 'resume', $words('ElaskaResume'), 'butAction', $id);
    }
    if ($row['status'] === 'invited') {
        $out .= elaska_post_button($here, 'reinvite', $words('ElaskaReinvite'), 'butAction', $id);
    }
    return $out;
}

/** Its role and language, and what takes access away. @param array<string,mixed> $row */
function elaska_account_edit(array $row, string $here, ?Elaska\Exception $error): string
{
    global $langs;
    $n = (string) $row['id'];
    $typed = static fn (string $name): string => $error !== null ? elaska_in($name) : (string) $row[$name];
    $wrong = static fn (string $name): string => $error !== null && elaska_field_of($error) === $name ? elaska_error_text($error) : '';
    $field = static fn (string $name, string $html): string => str_replace('id="' . $name . '"', 'id="' . $name . '-' . $n . '"', $html);
    $words = static fn (string $key): string => $langs->transnoentitiesnoconv($key);
    $out = '<details class="elaska-more"' . ($error !== null ? ' open' : '') . '><summary>' . elaska_t('ElaskaAccountEdit') . '</summary>';
    $out .= elaska_form($here, 'update', 'elaska-form') . '<input type="hidden" name="account" value="' . $n . '">';
    $out .= elaska_setting_row('name-' . $n, $words('ElaskaPersonName'), $field('name', elaska_input('name', $typed('name'), 'text', 'maxlength="128" required')), '', $wrong('name'));
    $out .= elaska_setting_row('role-' . $n, $words('ElaskaPersonRole'), $field('role', elaska_input('role', $typed('role'), 'text', 'maxlength="32" list="elaska-roles"')), '', $wrong('role'));
    $out .= elaska_setting_row('profile-' . $n, $words('ElaskaProfile'), $field('profile', elaska_select('profile', elaska_profiles(), $typed('profile'))), '', $wrong('profile'));
    $out .= elaska_setting_row('language-' . $n, $words('ElaskaLanguage'), $field('language', elaska_select('language', array('fr' => $words('ElaskaLangFr'), 'en' => $words('ElaskaLangEn')), $error !== null ? elaska_in('language') : (string) $row['lang'])), '',
        $wrong('lang'));
    $out .= '<div class="elaska-buttons"><button type="submit" class="button button-save">' . elaska_t('ElaskaSave') . '</button>'
        . ($row['sessions'] > 0 ? '<span class="elaska-quiet elaska-small">' . elaska_t('ElaskaRoleCloses') . '</span>' : '') . '</div></form>';
    $danger = $row['sessions'] > 0 ? elaska_account_danger($here, 'signout', 'ElaskaSignOut', $n, '') : '';
    $danger .= $row['status'] !== 'suspended' ? elaska_account_danger($here, 'suspend', 'ElaskaSuspend', $n, $row['also_count'] > 0 ? $langs->transnoentitiesnoconv('ElaskaSuspendAsk', $row['name']) : '') : '';
    $danger .= $row['active'] ? elaska_account_danger($here, 'withdraw', 'ElaskaWithdraw', $n, '') : '';
    return $out . ($danger !== '' ? '<div class="elaska-buttons elaska-danger">' . $danger . '</div>' : '') . '</details>';
}

function elaska_account_danger(string $here, string $action, string $label, string $account, string $question): string
{
    return elaska_form($here, $action, 'elaska-inline', $question !== '' ? elaska_ask($question) : '') . '<input type="hidden" name="account" value="' . $account . '">'
        . '<button type="submit" class="butActionDelete">' . elaska_t($label) . '</button></form>';
}

/** Form of invitation, helped by the people that the client's sheet knows. @param list<array<string,mixed>> $rows */
function elaska_accounts_invite(Elaska\Office $office, Societe $soc, string $here, ?Elaska\Exception $error, array $rows): string
{
    global $langs;
    $words = static fn (string $key): string => $langs->transnoentitiesnoconv($key);
    $wrong = static fn (string $name): string => $error !== null && in_array(elaska_field_of($error), array($name, $name === 'email' ? 'account' : ''), true) ? elaska_error_text($error) : '';
    $typed = static fn (string $name, string $else = ''): string => $error !== null ? elaska_in($name) : $else;
    $roles = '';
    foreach (ELASKA_ROLES as $role) {
        $roles .= '<option value="' . elaska_t($role) . '">';
    }
    $out = '<section class="elaska-panel elaska-invite"><header><h2>' . elaska_t('ElaskaInviteTitle') . '</h2></header>' . elaska_form($here, 'invite', 'elaska-stack');
    $out .= elaska_accounts_contacts($office, (int) $soc->id, array_column($rows, 'email'));
    $out .= elaska_setting_row('name', $words('ElaskaPersonName'), elaska_input('name', $typed('name'), 'text', 'maxlength="128" required autocomplete="off"'), '', $wrong('name'));
    $out .= elaska_setting_row('email', $words('ElaskaFirmEmail'), elaska_input('email', $typed('email'), 'email', 'maxlength="190" required autocomplete="off"'), $words('ElaskaInviteEmailHelp'), $wrong('email'));
    $out .= elaska_setting_row('role', $words('ElaskaPersonRole'), elaska_input('role', $typed('role'), 'text', 'maxlength="32" list="elaska-roles" autocomplete="off"'), '', $wrong('role'));
    $out .= elaska_setting_row('profile', $words('ElaskaProfile'), elaska_select('profile', elaska_profiles(), $typed('profile', $soc->isACompany() ? 'entreprise' : 'particulier')), '', $wrong('profile'));
    $out .= elaska_setting_row('language', $words('ElaskaLanguage'), elaska_select('language', array('fr' => $words('ElaskaLangFr'), 'en' => $words('ElaskaLangEn')), $typed('language', strpos((string) $soc->default_lang, 'en') === 0 ? 'en' : 'fr')), '', $wrong('lang'));
    $out .= '<datalist id="elaska-roles">' . $roles . '</datalist><div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t('ElaskaInvite') . '</button></div>';
    return $out . '<p class="elaska-quiet elaska-small">' . elaska_t('ElaskaInviteHelp', elaska_setting_value('ELASKA_INVITE_DAYS', '7')) . '</p></form></section>';
}

/** Choice of a person of the client's sheet who has no access yet. @param list<string> $known addresses */
function elaska_accounts_contacts(Elaska\Office $office, int $client, array $known): string
{
    $options = '';
    foreach ((new Elaska\Accounts($office))->contacts(array('client' => $client))['rows'] as $person) {
        if (!in_array(mb_strtolower($person['email']), $known, true)) {
            $options .= '<option value="' . (int) $person['id'] . '" data-name="' . elaska_h($person['name']) . '" data-email="' . elaska_h($person['email']) . '" data-role="' . elaska_h(mb_substr($person['job'], 0, 32)) . '"'
                . (elaska_in('contact') === (string) $person['id'] ? ' selected' : '') . '>' . elaska_h($person['name'] . ' — ' . $person['email']) . '</option>';
        }
    }
    if ($options === '') {
        return '';
    }
    return '<div class="elaska-row"><label class="elaska-label" for="contact">' . elaska_t('ElaskaInviteContact') . '</label><div class="elaska-field"><select id="contact" name="contact" class="flat" data-elaska-fill>'
        . '<option value="">' . elaska_t('ElaskaInviteNobody') . '</option>' . $options . '</select></div></div>';
}

/** Rates and amounts of time in this client's area: as the general setting says, shown, or hidden. TIME-18. */
function elaska_accounts_amounts(string $now, string $here, ?Elaska\Exception $error): string
{
    global $langs;
    $words = static fn (string $key): string => $langs->transnoentitiesnoconv($key);
    $options = array('as_set' => $words(elaska_setting_value('ELASKA_PORTAL_SHOW_AMOUNTS', '1') === '1' ? 'ElaskaAmountsAsSetShown' : 'ElaskaAmountsAsSetHidden'),
        'shown' => $words('ElaskaAmountsShow'), 'hidden' => $words('ElaskaAmountsHide'));
    $field = elaska_select('amounts', $options, $now);
    return '<section class="elaska-panel elaska-amounts"><header><h2>' . elaska_t('ElaskaAmountsTitle') . '</h2></header>' . elaska_form($here, 'amounts', 'elaska-stack')
        . elaska_setting_row('amounts', $words('ElaskaAmountsLabel'), $field, $words('ElaskaAmountsHelp'), $error !== null ? elaska_error_text($error) : '')
        . '<div class="elaska-buttons"><button type="submit" class="butAction">' . elaska_t('ElaskaSave') . '</button></div></form></section>';
}
