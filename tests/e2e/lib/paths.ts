/* Where things are. OUT and E2E_INSTANCE may point elsewhere than out/ and out/test-e2e. */
import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const top = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

const inTop = (path: string): string => (isAbsolute(path) ? path : join(top, path));

export const outDir = inTop(process.env.OUT ?? 'out');
export const testDirectory = process.env.E2E_INSTANCE
    ? inTop(process.env.E2E_INSTANCE)
    : join(outDir, 'test-e2e');
/** Pictures of the usual run; another instance keeps its own. */
export const screens =
    testDirectory === join(outDir, 'test-e2e') ? join(outDir, 'e2e/screens') : join(testDirectory, 'screens');

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
export const chromium = process.env.CHROMIUM ?? browsers.find(existsSync) ?? 'chromium';
