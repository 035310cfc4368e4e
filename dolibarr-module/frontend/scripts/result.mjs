/* vitest's JSON report as the line that `make test` sums: PASSED FAILED. */
import { readFileSync } from 'node:fs';

let passed = 0;
let failed = 1;
try {
    const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
    passed = report.numPassedTests;
    /* A file that could not even be read counts too. */
    const broken = report.testResults.filter(
        (file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    failed = report.numFailedTests + broken.length;
} catch (error) {
    console.error(`no report: ${error.message}`);
}
console.log(`${passed} ${failed}`);
