/*
 * A newcomer makes a kind of case: he names it, adds a step, a conditional question, tries it as on a phone and saves. No
 * documentation, no code.
 */
import { expect, shoot, test } from '../lib/fixtures';

test('CASE-04 CASE-05 CASE-07 an administrator builds a template with a conditional form and tries it', async ({ officeOf }) => {
    const page = await officeOf('admin');
    await page.goto('custom/elaska/admin/templates.php');
    await shoot(page, 'office-templates');
    const name = `Retraite ${Date.now()}`;
    await page.getByLabel('Nouveau modèle').fill(name);
    await page.getByRole('button', { name: /créer/i }).click();
    await expect(page.getByText('Prêt à servir')).toBeVisible();

    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    const side = page.locator('.elb-side');
    await side.getByRole('textbox', { name: 'fr' }).first().fill('Relevé de carrière');
    await expect(page.locator('.elb-card', { hasText: 'Relevé de carrière' })).toBeVisible();
    await page.getByRole('button', { name: 'Monter' }).last().click();
    await expect(page.locator('.elb-card strong').nth(2)).toHaveText('Relevé de carrière');

    await page.locator('.elb-outline').getByRole('button', { name: /Formulaires/ }).click();
    await page.getByRole('button', { name: 'Oui / non' }).click();
    await side.getByRole('textbox', { name: 'fr' }).first().fill('Avez-vous travaillé à l’étranger ?');
    await side.getByLabel('Code').fill('abroad');
    await side.getByLabel('Code').blur();
    await page.getByRole('button', { name: 'Texte court' }).click();
    await side.getByRole('textbox', { name: 'fr' }).first().fill('Dans quel pays ?');
    await side.getByLabel('Affiché si').fill('abroad and nothing');
    await expect(page.getByText('1 point à corriger')).toBeVisible();
    await side.getByLabel('Affiché si').fill('abroad');
    await expect(page.getByText('Prêt à servir')).toBeVisible();

    await page.locator('.elb-modes').getByRole('button', { name: 'Téléphone' }).click();
    const phone = page.locator('.elb-phone');
    await expect(phone.getByLabel('Que souhaitez-vous ?')).toBeVisible();
    await expect(phone.getByLabel('Dans quel pays ?')).toHaveCount(0);
    await phone.getByLabel('Oui').check();
    await expect(phone.getByLabel('Dans quel pays ?')).toBeVisible();
    await shoot(page, 'office-template-phone');

    await page.locator('.elb-bar').getByRole('button', { name: 'Enregistrer' }).click();
    await expect(page.getByText('Enregistré', { exact: true })).toBeVisible();
    await page.reload();
    await expect(page.locator('.elb-card strong').nth(2)).toHaveText('Relevé de carrière');
});

test('PLAT-06 what was not saved is found again, and undone step by step', async ({ officeOf }) => {
    const page = await officeOf('admin');
    await page.goto('custom/elaska/admin/template.php?code=dossier-mdph');
    const first = page.locator('.elb-card strong').first();
    const was = (await first.textContent()) ?? '';
    await page.locator('.elb-side').getByRole('textbox', { name: 'fr' }).first().fill('Autre nom');
    await expect(first).toHaveText('Autre nom');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await expect(page.getByText('Vos modifications non enregistrées ont été retrouvées.')).toBeVisible();
    await expect(first).toHaveText('Autre nom');
    await page.getByRole('button', { name: 'Repartir de la version enregistrée' }).click();
    await expect(first).toHaveText(was);
});

test('CASE-08 CASE-02 moves between statuses are declared in the editor and offered in the case', async ({ officeOf }) => {
    const page = await officeOf('admin');
    await page.goto('custom/elaska/admin/templates.php');
    const name = `Prêt ${Date.now()}`;
    await page.getByLabel('Nouveau modèle').fill(name);
    await page.getByRole('button', { name: /créer/i }).click();
    const side = page.locator('.elb-side'), outline = page.locator('.elb-outline');
    const add = page.getByRole('button', { name: 'Ajouter', exact: true });
    await outline.getByRole('button', { name: /^Statuts/ }).click();
    for (const [label, kind] of [['À étudier', 'open'], ['Chez la banque', 'wait_third'], ['Accordé', 'done']] as const) {
        await page.locator('.elb-canvas').getByRole('button', { name: 'Ajouter' }).click();
        await side.getByRole('textbox', { name: 'fr' }).first().fill(label);
        await side.getByLabel('Classe').selectOption(kind);
    }
    await outline.getByRole('button', { name: /Passages/ }).click();
    await expect(page.getByText('Tout statut mène à tout autre.')).toBeVisible();
    await shoot(page, 'office-template-moves-empty');
    await add.first().click();
    await side.getByRole('textbox', { name: 'fr' }).first().fill('Envoyer à la banque');
    await expect(page.getByText('1 point à corriger')).toBeVisible();
    await add.first().click();
    await side.getByRole('textbox', { name: 'fr' }).first().fill('Accord reçu');
    await side.locator('.elb-chip', { hasText: 'À étudier' }).click();
    await side.locator('.elb-chip', { hasText: 'Chez la banque' }).click();
    await side.getByLabel('Vers').selectOption({ label: 'Accordé' });
    await side.getByLabel('Motif demandé').check();
    await expect(page.getByText('Prêt à servir')).toBeVisible();
    await side.getByLabel('Possible si').fill('nothing = 1');
    await expect(page.getByText('1 point à corriger')).toBeVisible();
    await side.getByLabel('Possible si').fill('case.pieces_missing = 0');
    await expect(page.getByText('Prêt à servir')).toBeVisible();
    await shoot(page, 'office-template-moves');
    await page.locator('.elb-bar').getByRole('button', { name: 'Enregistrer' }).click();
    await expect(page.getByText('Enregistré', { exact: true })).toBeVisible();
});
