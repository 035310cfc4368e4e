/*
 * The firm's password rules as the person types (SEC-03). A courtesy: the service decides, and knows two more
 * (common passwords, the last five). Same meaning as there: letters of any case, parts of four characters or more.
 */
export type Rule = 'min_length' | 'families' | 'personal' | 'common' | 'reused';

const PASSPHRASE = 20;
const PART = 4;

const families = (text: string): number =>
  [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].filter((family) => family.test(text)).length;

function holdsPart(password: string, source: string): boolean {
  return source
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .some((part) => [...part].length >= PART && password.includes(part));
}

export function unmetRules(password: string, min: number, personal: string[]): Rule[] {
  const length = [...password].length;
  const folded = password.toLowerCase();
  const unmet: Rule[] = [];
  if (length < min) unmet.push('min_length');
  if (length < PASSPHRASE && families(password) < 3) unmet.push('families');
  if (password === '' || personal.some((text) => holdsPart(folded, text.split('@')[0] ?? ''))) {
    unmet.push('personal');
  }
  return unmet;
}

/* Rules that the service found unmet: parameter `rules` of password.policy. */
export function refusedRules(params: Record<string, string>): Rule[] {
  return (params['rules'] ?? '').split(',').filter(Boolean) as Rule[];
}
