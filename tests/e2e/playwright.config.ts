/*
 * Journeys in Chromium, by role, on an instance of their own (out/test-e2e, brought up and filled by lib/setup.ts).
 *   npx playwright test portal/            some of them        E2E_KEEP=1  leaves the instance up
 */
import { defineConfig } from '@playwright/test';
import { chromium, testDirectory } from './lib/paths';

const ALONE = ['portal/antivirus.spec.ts'];

export default defineConfig({
    testDir: '.',
    // An antivirus that is switched on holds back what all the others deposit: it comes when they are done.
    projects: [
        { name: 'together', testMatch: ['journeys/**/*.spec.ts', 'portal/**/*.spec.ts', 'office/**/*.spec.ts'], testIgnore: ALONE },
        { name: 'alone', testMatch: ALONE, dependencies: ['together'] },
    ],
    outputDir: `${testDirectory}/results`,
    globalSetup: './lib/setup.ts',
    globalTeardown: './lib/teardown.ts',
    workers: Number(process.env.E2E_WORKERS ?? 2),
    // Generous: a busy machine is not a failure, and whoever waits for something waits ten seconds at most.
    timeout: 150_000,
    expect: { timeout: 10_000 },
    reporter: [['list'], ['json', { outputFile: `${testDirectory}/report.json` }]],
    use: {
        locale: 'fr-FR',
        timezoneId: 'Europe/Paris',
        viewport: { width: 1280, height: 800 },
        actionTimeout: 10_000,
        trace: 'retain-on-failure',
        launchOptions: {
            executablePath: chromium,
            // Chromium's sandbox refuses root; the pages are our own.
            args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
            // Its own words (fields for dates) are French too.
            env: { ...process.env, LANGUAGE: 'fr', LANG: 'fr_FR.UTF-8' } as Record<string, string>,
        },
    },
});
