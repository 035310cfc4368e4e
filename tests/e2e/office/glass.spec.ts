/*
 * A restricted document: its author names nobody, an administrator opens it by its number with a reason, for an hour;
 * whoever reads it finds the reason in its history. A restricted note of a case, and levels by the firm's own names.
 */
import { expect, shoot, test } from '../lib/fixtures';

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Name(glass)>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

test('SEC-11 DOC-14 an exceptional access, from the number to the register', async ({ officeOf, people }) => {
    const author = await officeOf('manager');
    let number = '';

    await test.step('a document is restricted; its card says its number', async () => {
        await author.goto(`custom/elaska/document_list.php?socid=${people.clients.bakery}`);
        await author.locator('label[data-elaska-deposit] input[type="file"]').setInputFiles({ name: 'Dossier medical.pdf', mimeType: 'application/pdf', buffer: pdf });
        await author.locator('[data-elaska-list]').getByRole('link', { name: /dossier.medical/i }).first().click({ timeout: 15_000 });
        await author.getByRole('link', { name: 'Modifier' }).click();
        await author.getByLabel('Confidentialité').selectOption({ label: 'Restreint' });
        await author.getByRole('button', { name: 'Enregistrer' }).click();
        await expect(author.locator('.elaska-badge', { hasText: 'Restreint' }).first()).toBeVisible();
        number = new URL(author.url()).searchParams.get('id') ?? '';
        await expect(author.locator('.elaska-facts')).toContainText(number);
    });

    const boss = await officeOf('admin');
    await test.step('an administrator does not see it, and opens it with a reason', async () => {
        await boss.goto(`custom/elaska/document_list.php?socid=${people.clients.bakery}`);
        await expect(boss.getByText(/dossier.medical/i)).toHaveCount(0);
        await boss.goto(`custom/elaska/document_card.php?id=${number}`);
        await shoot(boss, 'office-glass-door');
        await boss.goto('custom/elaska/admin/glass.php');
        await boss.getByLabel('Numéro').fill(number);
        await boss.getByLabel('Motif').fill('Responsable absente, échéance demain');
        await boss.getByRole('button', { name: 'Ouvrir pour une heure' }).click();
        await expect(boss.getByText('Ce document vous est ouvert à titre exceptionnel')).toBeVisible();
        await expect(boss.getByRole('heading', { level: 1 })).toContainText(/dossier.medical/i);
        await expect(boss.getByRole('link', { name: 'Modifier' })).toHaveCount(0);
        await shoot(boss, 'office-glass-open');
    });

    await test.step('the register and the history say so', async () => {
        await boss.goto('custom/elaska/admin/glass.php');
        const row = boss.locator('table.elaska-list tbody tr').first();
        await expect(row).toContainText('Responsable absente, échéance demain');
        await expect(row).toContainText(number);
        await expect(boss.locator('table.elaska-list')).not.toContainText(/medical/i);
        await shoot(boss, 'office-glass');
        await author.reload();
        await expect(author.getByText(/Accès exceptionnel d’un administrateur/)).toContainText('échéance demain');
    });

    await test.step('a restricted note is for those it names', async () => {
        const path = `custom/elaska/case_card.php?id=${people.cases.hourly.id}&tab=notes`;
        await author.goto(path);
        const form = author.locator('form', { has: author.getByRole('button', { name: 'Ajouter' }) }).first();
        await form.locator('textarea').fill('Arrêt maladie du gérant');
        await form.locator('summary').click();
        await form.getByLabel('Confidentialité').selectOption({ label: 'Restreint' });
        await form.getByLabel('Personnes qui le lisent').selectOption([]); // the lead of the case is proposed
        await shoot(author, 'office-note-level');
        await form.getByRole('button', { name: 'Ajouter' }).click();
        const note = author.locator('article.elaska-note', { hasText: 'Arrêt maladie du gérant' });
        await expect(note.locator('.elaska-badge', { hasText: 'Restreint' })).toBeVisible();
        await shoot(author, 'office-notes');
        const other = await officeOf('adviser');
        await other.goto(path);
        await expect(other.getByText('Arrêt maladie du gérant')).toHaveCount(0);
    });

    await test.step('levels are renamed, not more or less', async () => {
        await boss.goto('custom/elaska/admin/lists.php?list=confidentiality_levels');
        await expect(boss.locator('input[name$="[fr]"]')).toHaveCount(3);
        await shoot(boss, 'office-levels');
    });
});
