/* A letter template: what it is, its text by language, how it looks on a real case. */
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { OfficeError } from '../islands/office';
import { cases, save, type Doors } from './api';
import { Editor } from './Editor';
import {
  KINDS,
  LANGS,
  type Case,
  type Group,
  type Lang,
  type Opened,
  type Template,
  type Unknown,
} from './model';
import { Preview } from './Preview';
import { useStay } from './stay';
import { wordsOf, type Words } from './words';

type Props = { doors: Doors; lang: string; opened: Extract<Opened, { page: 'template' }> };

const Field = ({ label, children }: { label: string; children: ReactNode }) => (
  <label className="elp-field">
    <span>{label}</span>
    {children}
  </label>
);

type FactsProps = {
  template: Template;
  words: Words;
  lang: Lang;
  change: (some: Partial<Template>) => void;
};

function Facts({ template, words, lang, change }: FactsProps) {
  return (
    <div className="elp-facts">
      <Field label={words.name}>
        <input
          value={template.label[lang]}
          maxLength={120}
          onChange={(event) => change({ label: { ...template.label, [lang]: event.target.value } })}
        />
      </Field>
      <Field label={words.kind}>
        <select value={template.kind} onChange={(event) => change({ kind: event.target.value })}>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {words.kinds[kind]}
            </option>
          ))}
        </select>
      </Field>
      <Field label={words.of}>
        <select
          value={template.of ?? 'case'}
          onChange={(event) => change({ of: event.target.value as 'case' | 'client' })}
        >
          <option value="case">{words.ofs.case}</option>
          <option value="client">{words.ofs.client}</option>
        </select>
      </Field>
      <Field label={words.qr}>
        <select
          value={template.qr ?? (template.of === 'client' ? 'client' : 'case')}
          onChange={(event) => change({ qr: event.target.value as 'case' | 'client' | 'none' })}
        >
          <option value="case">{words.qrs.case}</option>
          <option value="client">{words.qrs.client}</option>
          <option value="none">{words.qrs.none}</option>
        </select>
      </Field>
      <label className="elp-tick">
        <input
          type="checkbox"
          checked={template.address ?? true}
          onChange={(event) => change({ address: event.target.checked })}
        />
        {words.address}
      </label>
      <label className="elp-tick">
        <input
          type="checkbox"
          checked={template.justify ?? false}
          onChange={(event) => change({ justify: event.target.checked })}
        />
        {words.justify}
      </label>
    </div>
  );
}

function CaseChoice({
  doors,
  words,
  onChoose,
}: {
  doors: Doors;
  words: Words;
  onChoose: (id: number) => void;
}) {
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<Case[]>([]);
  const [chosen, setChosen] = useState(0);
  useEffect(() => {
    let here = true;
    const later = setTimeout(() => {
      cases(doors, search).then(
        (rows) => {
          if (!here) return;
          setFound(rows);
          const first = rows[0]?.id ?? 0;
          setChosen((before) => (rows.some((row) => row.id === before) ? before : first));
        },
        () => undefined,
      );
    }, 250);
    return () => {
      here = false;
      clearTimeout(later);
    };
  }, [doors, search]);
  useEffect(() => onChoose(chosen), [chosen, onChoose]);
  return (
    <div className="elp-case">
      <label className="elp-field">
        <span>{words.previewCase}</span>
        <input
          type="search"
          value={search}
          placeholder={words.searchCase}
          onChange={(event) => setSearch(event.target.value)}
        />
      </label>
      {found.length > 0 ? (
        <select
          aria-label={words.previewCase}
          value={chosen}
          onChange={(event) => setChosen(Number(event.target.value))}
        >
          {found.map((each) => (
            <option key={each.id} value={each.id}>
              {each.ref} · {each.title}
            </option>
          ))}
        </select>
      ) : (
        <p className="elp-quiet">{words.noCase}</p>
      )}
    </div>
  );
}

const Warnings = ({ unknown, words }: { unknown: Unknown; words: Words }) => {
  const names = [
    ...new Set(LANGS.flatMap((lang) => (unknown[lang] ?? []).map((each) => each.name))),
  ];
  if (names.length === 0) return null;
  return (
    <p className="elp-warning" role="status">
      {words.unknown} <strong>{names.join(', ')}</strong>
    </p>
  );
};

/* What is written and how it is stored. */
function useTemplate({ doors, lang, opened }: Props) {
  const words = wordsOf(lang);
  const [template, setTemplate] = useState(opened.template);
  const [version, setVersion] = useState(opened.version);
  const [unknown, setUnknown] = useState(opened.unknown);
  const [dirty, setDirty] = useState(false);
  const [said, setSaid] = useState('');
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(false);
  const going = useRef(false);
  const change = (some: Partial<Template>): void => {
    setTemplate((before) => ({ ...before, ...some }));
    setDirty(true);
    setSaid('');
  };
  useStay(dirty);
  const latest = useRef(template);
  useEffect(() => {
    latest.current = template;
  });
  const keep = async (): Promise<void> => {
    if (going.current) return;
    going.current = true;
    setBusy(true);
    try {
      const kept = await save(doors, template, version);
      setVersion(kept.version);
      setUnknown(kept.unknown);
      setFault('');
      // What was typed meanwhile is not stored yet.
      if (latest.current === template) {
        setDirty(false);
        setSaid(words.saved);
      }
    } catch (error) {
      const told = error instanceof OfficeError ? (error.details.problems ?? []) : [];
      const all = told.map((each) => each.message).join(' ');
      setFault(all || (error instanceof Error ? error.message : ''));
    }
    going.current = false;
    setBusy(false);
  };
  return { template, change, unknown, fault, busy, keep, said: dirty ? words.unsaved : said };
}

type Written = { template: Template; side: Lang; change: (some: Partial<Template>) => void };

/* The languages that it is written in; another one begins as a copy. */
const Sides = ({
  template,
  side,
  change,
  words,
  go,
}: Written & { words: Words; go: (side: Lang) => void }) => (
  <div className="elp-langs" role="group" aria-label={words.body}>
    {LANGS.map((each) => (
      <button
        key={each}
        type="button"
        aria-pressed={side === each}
        onClick={() => {
          const begun = template.body[each] ?? template.body[side] ?? { type: 'doc' };
          if (!template.body[each]) change({ body: { ...template.body, [each]: begun } });
          go(each);
        }}
      >
        {template.body[each]
          ? words.langs[each]
          : words.addLang.replace('{lang}', words.langs[each].toLowerCase())}
      </button>
    ))}
  </div>
);

type TextProps = Written & {
  doors: Doors;
  groups: Group[];
  lang: string;
  words: Words;
  fault: string;
};

function Text({ template, side, change, doors, groups, lang, words, fault }: TextProps) {
  const body = template.body[side];
  return (
    <>
      <Field label={words.subject}>
        <input
          value={template.subject?.[side] ?? ''}
          maxLength={200}
          onChange={(event) =>
            change({ subject: { ...template.subject, [side]: event.target.value } })
          }
        />
      </Field>
      {body && (
        <Editor
          key={side}
          value={body}
          groups={groups}
          lang={lang}
          label={words.body}
          invalid={fault !== ''}
          doors={doors}
          guided
          onChange={(value) => change({ body: { ...template.body, [side]: value } })}
        />
      )}
      {fault && (
        <p className="elp-fault" role="alert">
          {fault}
        </p>
      )}
    </>
  );
}

export function TemplatePage(props: Props) {
  const { doors, lang, opened } = props;
  const words = wordsOf(lang);
  const { template, change, unknown, fault, busy, keep, said } = useTemplate(props);
  const [side, setSide] = useState<Lang>(opened.template.body.fr ? 'fr' : 'en');
  const [caseId, setCaseId] = useState(0);
  const input = useMemo(
    () => (caseId && template.body[side] ? { case: caseId, lang: side, body: template } : null),
    [caseId, side, template],
  );
  const written = { template, side, change };
  return (
    <div className="elp">
      <div className="elp-main">
        <Facts template={template} words={words} lang={side} change={change} />
        <Sides {...written} words={words} go={setSide} />
        <Text
          {...written}
          doors={doors}
          groups={opened.groups}
          lang={lang}
          words={words}
          fault={fault}
        />
        <Warnings unknown={unknown} words={words} />
        <div className="elp-foot">
          <button
            type="button"
            className="butAction"
            aria-disabled={busy}
            onClick={() => void keep()}
          >
            {words.save}
          </button>
          <span role="status" className="elp-quiet">
            {said}
          </span>
        </div>
      </div>
      <div className="elp-side">
        <CaseChoice doors={doors} words={words} onChoose={setCaseId} />
        <Preview doors={doors} input={input} words={words} />
      </div>
    </div>
  );
}
