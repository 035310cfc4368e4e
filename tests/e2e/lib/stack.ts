/* The instance under test: its addresses, its people (seed/seed.php), its database and its mail sink. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { testDirectory, top } from './paths';

export interface Person {
    id: number;
    login: string;
    password: string;
    name: string;
}
export interface Login {
    login: string;
    password: string;
    name: string;
    account: number;
    clients: number[];
}
interface Dossier {
    id: number;
    ref: string;
    title: string;
}
interface Invoice {
    id: number;
    ref: string;
    total_ttc: string;
}
export interface People {
    admin: Person;
    adviser: Person;
    manager: Person;
    other: Person;
    clients: Record<'bakery' | 'baker' | 'stranger' | 'journey' | 'twice' | 'asked' | 'lender', number>;
    cases: Record<'hourly' | 'package' | 'private' | 'foreign' | 'timed' | 'raced' | 'review', Dossier>;
    invoices: Record<'issued' | 'recent' | 'stranger', Invoice>;
    portal: Record<'client' | 'stranger' | 'journey' | 'asked' | 'lender', Login>;
    activities: { id: number; label: string }[];
}

export class Stack {
    private readonly env: Record<string, string> = {};

    constructor(readonly dir: string = testDirectory) {
        for (const line of readFileSync(join(dir, 'stack.env'), 'utf8').split('\n')) {
            const at = line.indexOf('=');
            if (at > 0) this.env[line.slice(0, at)] = line.slice(at + 1);
        }
    }

    /** A value of stack.env. */
    get(name: string): string {
        const value = this.env[name];
        if (value === undefined) throw new Error(`${this.dir}/stack.env lacks ${name}`);
        return value;
    }

    get office(): string {
        return this.get('BO_URL').replace(/\/$/, '');
    }

    get portal(): string {
        return this.get('PORTAL_URL').replace(/\/$/, '');
    }

    get people(): People {
        return JSON.parse(readFileSync(join(this.dir, 'people.json'), 'utf8')) as People;
    }

    /** Rows of a query, as text; for what no page shows. */
    sql(query: string): Record<string, string>[] {
        const options = ['-S', this.get('DB_SOCKET'), '-u', this.get('DB_USER'), '--batch', '--raw'];
        const out = execFileSync('mariadb', [...options, this.get('DB_NAME'), '-e', query], {
            encoding: 'utf8',
            env: { ...process.env, MYSQL_PWD: this.get('DB_PASSWORD') },
        });
        const [head, ...rows] = out.split('\n').filter((line) => line !== '');
        const names = head?.split('\t') ?? [];
        return rows.map((row) => {
            const cells = row.split('\t');
            return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
        });
    }

    /** Messages of the sink that hold every one of these words (undecoded). */
    mails(...words: string[]): string[] {
        const dir = this.get('MAIL_DIR');
        if (!existsSync(dir)) return [];
        return readdirSync(dir)
            .map((name) => readFileSync(join(dir, name), 'utf8'))
            .filter((mail) => words.every((word) => mail.includes(word)));
    }
}

/** A script of tests/stack on an instance. */
export function stackScript(script: string, dir: string, env: Record<string, string> = {}): void {
    execFileSync(join(top, 'tests/stack', script), [dir], {
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, ...env },
    });
}
