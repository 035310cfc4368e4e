/* How a case of this kind is billed unless a service of the catalogue says otherwise: the model, then what it needs. */
import { CHOICE, PROPERTY, named } from './words';
import { problemAt, useEditor } from './context';
import { Select, TextInput } from './controls';
import { put } from './model';
import { from } from './Properties';

type Terms = Record<string, unknown>;

const MODELS = ['hourly', 'package', 'fixed', 'subscription', 'unbilled'];
/* What each model has a use for; the others' values go when it changes. */
const USES: Record<string, string[]> = {
  hourly: ['rate', 'vat'],
  package: ['included', 'price', 'overage_rate', 'rate', 'vat', 'invoicing'],
  fixed: ['price', 'vat', 'invoicing'],
  subscription: [],
  unbilled: [],
};
const UNIT: Record<string, readonly [string, string]> = {
  included: ['Par exemple : 10h', 'For example: 10h'],
  vat: ['En pourcentage. Vide : le taux du cabinet.', 'In percent. Empty: the firm’s rate.'],
};

/* "12,5" is typed, "12.5" is what packs hold; what is no number is left for the check to name. */
const decimal = (text: string): string => text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');

const shown = (value: unknown, lang: string): string =>
  lang === 'en' ? String(value ?? '') : String(value ?? '').replace('.', ',');

export function Billing() {
  const { history, template, problems, lang } = useEditor();
  const terms = (template['billing'] as Terms | undefined) ?? {};
  const model = String(terms['model'] ?? '');
  const write = (next: Terms | undefined, mark: string): void =>
    history.edit((now) => put(now, 'billing', next), `billing.${mark}`);
  const choose = (wanted: string): void => {
    const kept = Object.entries(terms).filter(([key]) => USES[wanted]?.includes(key));
    write(wanted ? { model: wanted, ...Object.fromEntries(kept) } : undefined, 'model');
  };
  return (
    <div className="elb-billing">
      <Select
        label={named(PROPERTY, 'billing', lang)}
        problem={model ? problemAt(problems, 'billing/model') : undefined}
        value={model}
        choices={from(...MODELS)({ lang } as never)}
        none={named(CHOICE, 'billing_none', lang)}
        onChange={choose}
      />
      {(USES[model] ?? []).map((key) =>
        key === 'invoicing' ? (
          <Select
            key={key}
            label={named(PROPERTY, key, lang)}
            value={String(terms[key] ?? 'end')}
            choices={['start', 'progress', 'end'].map((code) => ({
              code,
              label: named(CHOICE, `invoicing_${code}`, lang),
            }))}
            onChange={(value) => write(put(terms, key, value === 'end' ? undefined : value), key)}
          />
        ) : (
          <TextInput
            key={key}
            label={named(PROPERTY, `billing_${key}`, lang)}
            help={UNIT[key]?.[lang === 'en' ? 1 : 0]}
            problem={problemAt(problems, `billing/${key}`)}
            value={shown(terms[key], lang)}
            onChange={(text) =>
              write(put(terms, key, key === 'included' ? text.trim() : decimal(text)), key)
            }
          />
        ),
      )}
    </div>
  );
}
