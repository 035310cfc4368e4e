/* Getting in: invitation, login, lockout, forgotten password, devices. PORT-04, SEC-02 to SEC-05. */
import { expect, shoot, test } from '../lib/fixtures';
import { address, fillLogin, invite, logIn, mailed, mailedLink, member, PASSWORD, visitor } from './support';

// Passwords are hashed slowly on purpose, and each of these people has one of his own.
test.describe.configure({ timeout: 150_000 });

test('PORT-04 an invitation leads to a password and home, once', async ({ browser, stack, people }) => {
    const context = await visitor(browser, stack);
    const page = await context.newPage();
    const email = address('claire');
    invite(stack, people.clients.bakery, email, 'Claire Renard');
    const link = await mailedLink(stack, email, 'invitations');

    await page.goto(link);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bienvenue, Claire Renard');
    await expect(page.getByText(email)).toBeVisible();
    await expect(page.getByText(/Lien valable jusqu’au/)).toBeVisible();
    await shoot(page, 'portal-invitation');

    await page.getByLabel('Mot de passe', { exact: true }).fill('court');
    await page.getByRole('button', { name: 'Ouvrir mon espace' }).click();
    await expect(page.getByText('Le mot de passe ne respecte pas encore toutes les règles.')).toBeVisible();
    await expect(page.getByText(/au moins 12 caractères, à respecter/)).toBeVisible();
    await shoot(page, 'portal-invitation-rules');

    await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
    await page.getByLabel('Confirmez le mot de passe').fill(`${PASSWORD}x`);
    await page.getByRole('button', { name: 'Ouvrir mon espace' }).click();
    await expect(page.getByText('Les deux mots de passe ne sont pas identiques.')).toBeVisible();
    await page.getByLabel('Confirmez le mot de passe').fill(PASSWORD);
    await page.getByRole('button', { name: 'Ouvrir mon espace' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bonjour Claire');
    await expect(page).toHaveURL(`${stack.portal}/clients/${people.clients.bakery}`);

    const cookies = await context.cookies(`${stack.portal}/v1/session`);
    expect(cookies.map(({ httpOnly, sameSite }) => ({ httpOnly, sameSite }))).toEqual([
        { httpOnly: true, sameSite: 'Strict' },
        { httpOnly: true, sameSite: 'Strict' },
    ]);

    const again = await (await visitor(browser, stack)).newPage();
    await again.goto(link);
    await expect(again.getByRole('heading', { level: 1 })).toHaveText('Cette invitation n’est plus valable');
    await shoot(again, 'portal-invitation-gone');
    await again.context().close();
    await context.close();
});

test('SEC-02 login says what is missing, and the same of a wrong password as of an unknown person', async ({
    browser,
    stack,
    people,
}) => {
    const context = await visitor(browser, stack);
    const page = await context.newPage();
    const { email } = await member(stack, page, people.clients.bakery, 'denis');
    await page.goto('clients/1/cases');
    await expect(page).toHaveURL(/\/login\?to=/);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await expect(page.getByText('Indiquez votre adresse e-mail.')).toBeVisible();
    await expect(page.getByText('Indiquez votre mot de passe.')).toBeVisible();
    await shoot(page, 'portal-login-missing');

    const said: (string | null)[] = [];
    for (const [who, password] of [[email, 'Autre-phrase-77'], [address('inconnu'), PASSWORD]] as const) {
        await fillLogin(page, who, password);
        const alert = page.getByRole('alert').filter({ hasText: /\S/ }).last();
        await expect(alert).toBeVisible();
        said.push(await alert.textContent());
    }
    expect(said[0]).toBe(said[1]);
    await shoot(page, 'portal-login-wrong');

    await fillLogin(page, email, PASSWORD);
    // Where the person was going, not home.
    await expect(page).toHaveURL(`${stack.portal}/clients/1/cases`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mes dossiers');

    await page.getByRole('button', { name: 'Compte de Camille Renard' }).click();
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await expect(page).toHaveURL(/\/login/);
    await page.goto('clients/1/cases');
    await expect(page).toHaveURL(/\/login/);
    await context.close();
});

test('SEC-04 five failures lock the account for fifteen minutes, and it opens again', async ({
    browser,
    stack,
    people,
}) => {
    const context = await visitor(browser, stack);
    const page = await context.newPage();
    const { email, account } = await member(stack, page, people.clients.bakery, 'elise');
    await page.goto('login');
    for (let i = 0; i < 5; i++) {
        const answered = page.waitForResponse(/\/v1\/session$/);
        await fillLogin(page, email, `Mauvaise-phrase-${i}`);
        await answered;
    }
    // The right password is of no use now, and the page does not tell a stranger why: the person has it by mail.
    await fillLogin(page, email, PASSWORD);
    await expect(page.getByText('L’adresse ou le mot de passe n’est pas le bon.')).toBeVisible();
    const lock = stack.sql(
        `SELECT locked_until - UNIX_TIMESTAMP() AS s FROM llx_elaska_account WHERE rowid = ${account}`,
    );
    expect(Number(lock[0]?.s)).toBeGreaterThan(800);
    expect(Number(lock[0]?.s)).toBeLessThanOrEqual(900);
    await expect
        .poll(() => mailed(stack, email), { timeout: 20_000 })
        .toMatch(/l'accès est bloqué jusqu'au \d\d\/\d\d\/\d{4} à \d\d:\d\d/);

    stack.sql(`UPDATE llx_elaska_account SET locked_until = UNIX_TIMESTAMP() - 1 WHERE rowid = ${account}`);
    await logIn(page, email, PASSWORD);
    await context.close();
});

test('SEC-04 too many failures from one address: the page says until when, to the second', async ({ browser, stack }) => {
    const context = await visitor(browser, stack);
    const page = await context.newPage();
    await page.route('**/v1/session', (route) =>
        route.fulfill({
            status: 429,
            headers: { 'content-type': 'application/problem+json', 'retry-after': '8' },
            body: JSON.stringify({
                type: 'about:blank#throttle.blocked',
                title: 'Trop d’essais.',
                status: 429,
                key: 'throttle.blocked',
                params: { retry_s: '8' },
                errors: [],
            }),
        }),
    );
    await page.goto('login');
    await fillLogin(page, address('hugo'), PASSWORD);
    await expect(page.getByText('Trop d’essais. Par sécurité, la connexion est suspendue.')).toBeVisible();
    await expect(page.getByText(/Nouvel essai possible dans/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Se connecter' })).toBeDisabled();
    await shoot(page, 'portal-login-locked');
    await expect(page.getByText('Vous pouvez réessayer maintenant.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Se connecter' })).toBeEnabled();
    await context.close();
});

test('SEC-02 a forgotten password is replaced by the mailed link, once', async ({ browser, stack, people }) => {
    const context = await visitor(browser, stack);
    const page = await context.newPage();
    const { email } = await member(stack, page, people.clients.bakery, 'fabien');
    const elsewhere = await visitor(browser, stack);
    const other = await elsewhere.newPage();
    await logIn(other, email, PASSWORD);

    await page.goto('login');
    await page.getByRole('link', { name: 'Mot de passe oublié ?' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mot de passe oublié');
    await page.getByLabel('Adresse e-mail').fill('personne');
    await page.getByRole('button', { name: 'Recevoir le lien' }).click();
    await expect(page.getByText(/Cette adresse semble incomplète/)).toBeVisible();
    // The same words for whoever has no account.
    for (const who of [address('absent'), email]) {
        await page.getByLabel('Adresse e-mail').fill(who);
        await page.getByRole('button', { name: 'Recevoir le lien' }).click();
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Consultez votre messagerie');
        await expect(page.getByText(`Si un compte existe pour ${who}`)).toBeVisible();
        if (who !== email) await page.getByRole('button', { name: 'Utiliser une autre adresse' }).click();
    }
    await shoot(page, 'portal-forgot-sent');

    const link = await mailedLink(stack, email, 'password-resets');
    await page.goto(link);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Choisir un nouveau mot de passe');
    await page.getByLabel('Nouveau mot de passe').fill(PASSWORD);
    await page.getByLabel('Confirmez le mot de passe').fill(PASSWORD);
    await page.getByRole('button', { name: 'Enregistrer le mot de passe' }).click();
    await expect(page.getByText(/différent des cinq derniers, à respecter/)).toBeVisible();
    await shoot(page, 'portal-reset-reused');
    await page.getByLabel('Nouveau mot de passe').fill('Sept-bateaux-verts-9');
    await page.getByLabel('Confirmez le mot de passe').fill('Sept-bateaux-verts-9');
    await page.getByRole('button', { name: 'Enregistrer le mot de passe' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Votre mot de passe est changé');

    await page.goto(link);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ce lien n’est plus valable');
    await other.goto('');
    await expect(other).toHaveURL(/\/login/);
    await logIn(page, email, 'Sept-bateaux-verts-9');
    await elsewhere.close();
    await context.close();
});

test('SEC-05 devices are listed, and another one can be closed', async ({ browser, stack, people }) => {
    const here = await visitor(browser, stack);
    const phone = await browser.newContext({
        baseURL: `${stack.portal}/`,
        locale: 'fr-FR',
        userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1',
        viewport: { width: 390, height: 844 },
    });
    const page = await here.newPage();
    const { email } = await member(stack, page, people.clients.bakery, 'gaelle');
    const mobile = await phone.newPage();
    await logIn(mobile, email, PASSWORD);
    await logIn(page, email, PASSWORD);

    await page.goto(`clients/${people.clients.bakery}/profile`);
    await expect(page.getByText('Cet appareil')).toBeVisible();
    await expect(page.getByText('Safari, iPhone')).toBeVisible();
    await shoot(page, 'portal-profile');
    await page.getByRole('button', { name: 'Fermer la session de Safari, iPhone' }).click();
    await expect(page.getByText('La session de Safari, iPhone est fermée.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Fermer la session de Safari, iPhone' })).toHaveCount(0);

    // In place: nothing that was typed there would be lost.
    await mobile.getByRole('link', { name: 'Dossiers', exact: true }).click();
    await expect(mobile.getByRole('dialog')).toContainText('Votre session a expiré');
    await mobile.getByRole('dialog').getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
    await mobile.getByRole('button', { name: 'Continuer' }).click();
    await expect(mobile.getByRole('heading', { level: 1 })).toHaveText('Mes dossiers');
    await phone.close();
    await here.close();
});
