/* Stops the instance; E2E_KEEP=1 leaves it up to look at. What it held goes at the next run (run.sh). */
import { testDirectory } from './paths';
import { stackScript } from './stack';

export default function teardown(): void {
    if (process.env.E2E_KEEP !== '1') stackScript('down.sh', testDirectory);
}
