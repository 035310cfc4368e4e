/* Brings the instance up and fills it once; running it again on one that is up takes a few seconds. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { screens, testDirectory, top } from './paths';
import { Stack, stackScript } from './stack';

export default function setup(): void {
    mkdirSync(testDirectory, { recursive: true });
    mkdirSync(screens, { recursive: true });
    stackScript('up.sh', testDirectory);
    const stack = new Stack();
    const people = join(testDirectory, 'people.json');
    const mark = "SELECT COUNT(*) n FROM llx_user WHERE login = 'alice.marchand'";
    if (existsSync(people) && stack.sql(mark)[0]?.n !== '1') {
        // The host changed and started anew.
        rmSync(people);
    }
    if (!existsSync(people)) {
        const seed = join(top, 'tests/e2e/seed/seed.php');
        execFileSync(stack.get('INSTANCE_PHP'), [seed, stack.get('HOST_ROOT'), people], {
            stdio: ['ignore', 'inherit', 'inherit'],
            env: { ...process.env, PORTAL_URL: stack.portal },
        });
    }
}
