/*
 * An administrator opens a shipped letter and sees it on a case; an adviser writes one, changes it and finds the PDF in the
 * case.
 */
import type { Page } from '@playwright/test';
import { expect, shoot, test } from '../lib/fixtures';

test('DOC-18 DOC-19 an administrator changes a template and is told of names that nobody knows', async ({ officeOf }) => {
    const page = await officeOf('admin');
    await page.goto('custom/elaska/admin/letters.php');
    await shoot(page, 'office-letters');
    await page.getByRole('link', { name: 'Relance de pièces manquantes' }).click();
    const text = page.getByRole('textbox', { name: 'Texte du courrier' });
    await expect(text.getByText('Afficher si').first()).toBeVisible();
    await expect(page.locator('.elp-preview iframe')).toBeVisible({ timeout: 20_000 });
    await shoot(page, 'office-letter-template');
    await text.getByText('Madame, Monsieur').first().click();
    await page.keyboard.press('End');
    await page.keyboard.type(' {{nom_du_chien}}');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(page.getByText('nom_du_chien', { exact: true })).toBeVisible();
});

test('DOC-20 an adviser writes a letter from a case, changes it, and has it in its documents', async ({ officeOf, people }) => {
    const page = await officeOf('manager');
    await page.goto(`custom/elaska/letter.php?id=${people.cases.package.id}`);
    await page.getByLabel('Modèle').selectOption('accompagnement');
    await page.getByRole('button', { name: 'Préparer le courrier' }).click();
    const text = page.getByRole('textbox', { name: 'Texte du courrier' });
    await text.getByText('Madame, Monsieur').first().click();
    await page.keyboard.press('End');
    await page.keyboard.type(' et chers clients');
    await shoot(page, 'office-letter-write');
    await page.getByRole('button', { name: 'Créer le PDF' }).click();
    await expect(page).toHaveURL(/case_card\.php/);
    await expect(page.locator('.elaska-letters').getByRole('link', { name: /dossier/ }).first()).toBeVisible();
    await shoot(page, 'office-letter-made');
});

/* Grey, red and white in bands, as PNG: made in the page, as there is a canvas there. */
const band = (page: Page): Promise<number[]> =>
    page.evaluate(async () => {
        const canvas = document.createElement('canvas');
        canvas.width = 900;
        canvas.height = 300;
        const draw = canvas.getContext('2d') as CanvasRenderingContext2D;
        ['#475569', '#b91c1c', '#f8fafc'].forEach((colour, i) => {
            draw.fillStyle = colour;
            draw.fillRect(300 * i, 0, 300, 300);
        });
        const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
        return [...new Uint8Array(await (blob as Blob).arrayBuffer())];
    });

test('DOC-18 a picture stands in a letter, and what is none is refused beside its button', async ({ officeOf, people }) => {
    const page = await officeOf('manager');
    await page.goto(`custom/elaska/letter.php?id=${people.cases.package.id}`);
    await page.getByLabel('Modèle').selectOption('accompagnement');
    await page.getByRole('button', { name: 'Préparer le courrier' }).click();
    const text = page.getByRole('textbox', { name: 'Texte du courrier' });
    await text.getByText('Madame, Monsieur').first().click();
    const field = page.locator('.elp-picture input[type=file]');
    await field.setInputFiles({ name: 'plan.png', mimeType: 'image/png', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') });
    await expect(page.locator('.elp-refused')).toContainText('PNG ou JPEG');
    await shoot(page, 'office-letter-picture-refused');
    await field.setInputFiles({ name: 'plan.png', mimeType: 'image/png', buffer: Buffer.from(await band(page)) });
    const picture = text.locator('.elp-image img');
    await expect(picture).toBeVisible();
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(900);
    await page.getByLabel('Largeur en millimètres').fill('80');
    await page.getByLabel('Largeur en millimètres').press('Tab');
    await expect(page.locator('.elp-preview iframe')).toBeVisible({ timeout: 20_000 });
    await shoot(page, 'office-letter-picture');
});

test('DOC-17 a list of many clients asks with whose documents it is filed', async ({ officeOf }) => {
    const page = await officeOf('manager');
    await page.goto('custom/elaska/case_list.php');
    await page.getByText('Exporter', { exact: true }).click();
    await page.getByRole('button', { name: 'Classer dans la GED…' }).click();
    await expect(page.getByText('Parmi les documents de')).toBeVisible();
    await shoot(page, 'office-list-file');
    await page.locator('select[name=client]').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Classer', exact: true }).click();
    await expect(page).toHaveURL(/document_card\.php/);
    await expect(page.getByText(/Dossiers \d{4}-\d{2}-\d{2}\.pdf/).first()).toBeVisible();
    await shoot(page, 'office-list-filed');
});
