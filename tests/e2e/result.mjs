/* Playwright's JSON report as the line that `make test` sums: PASSED FAILED. A test that only a retry saved is no success. */
import { readFileSync } from 'node:fs';

let passed = 0;
let failed = 1;
try {
    const { stats, errors } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
    passed = stats.expected;
    failed = stats.unexpected + stats.flaky + (errors.length > 0 && stats.unexpected === 0 ? 1 : 0);
} catch (error) {
    console.error(`no report: ${error.message}`);
}
console.log(`${passed} ${failed}`);
