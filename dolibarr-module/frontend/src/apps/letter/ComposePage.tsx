/* A letter about to be made: read again, changed, then a PDF among the documents of the case. */
import { useMemo, useState, type Dispatch, type SetStateAction } from 'react';
import { OfficeError } from '../islands/office';
import { make, type Doors } from './api';
import { Editor } from './Editor';
import type { Group, LetterNode, Opened } from './model';
import { Preview } from './Preview';
import { useStay } from './stay';
import { wordsOf, type Words } from './words';

const NONE: Group[] = [];

type Props = { doors: Doors; lang: string; opened: Extract<Opened, { page: 'compose' }> };

const Told = ({ label, list }: { label: string; list: string[] }) =>
  list.length > 0 && (
    <p className="elp-warning" role="status">
      {label} <strong>{list.join(', ')}</strong>
    </p>
  );

type Shared = { visible: boolean; mail: boolean };
type SharingProps = { words: Words; shared: Shared; set: Dispatch<SetStateAction<Shared>> };

const Sharing = ({ words, shared, set }: SharingProps) => (
  <div className="elp-ticks">
    <label className="elp-tick">
      <input
        type="checkbox"
        checked={shared.visible}
        onChange={(event) => set((before) => ({ ...before, visible: event.target.checked }))}
      />
      {words.visible}
    </label>
    <label className="elp-tick">
      <input
        type="checkbox"
        checked={shared.visible && shared.mail}
        disabled={!shared.visible}
        onChange={(event) => set((before) => ({ ...before, mail: event.target.checked }))}
      />
      {words.mail}
    </label>
  </div>
);

const aboutOf = (opened: Props['opened']): Record<string, unknown> => ({
  ...(opened.case ? { case: opened.case } : { client: opened.client }),
  template: opened.template,
  recipient: opened.recipient,
  lang: opened.lang,
});

/* What is written, and the making of it. */
function useLetter({ doors, opened }: Props) {
  const [subject, setSubject] = useState(opened.subject);
  const [body, setBody] = useState<LetterNode>(opened.body);
  const [shared, setShared] = useState<Shared>({ visible: opened.portal, mail: false });
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(false);
  // What was made needs no guard: the page goes back by itself.
  const changed = subject !== opened.subject || body !== opened.body;
  useStay(changed && !busy);
  const about = useMemo(() => aboutOf(opened), [opened]);
  const input = useMemo(() => ({ ...about, subject, doc: body }), [about, subject, body]);
  const done = async (): Promise<void> => {
    setBusy(true);
    try {
      const { visible, mail } = shared;
      const told = { visible, mail: visible && mail };
      await make(doors, { ...about, key: opened.key, subject, body, ...told });
      location.assign(opened.back);
    } catch (error) {
      setBusy(false);
      const problems = error instanceof OfficeError ? (error.details.problems ?? []) : [];
      setFault(problems[0]?.message || (error instanceof Error ? error.message : ''));
    }
  };
  return { subject, setSubject, setBody, shared, setShared, fault, busy, input, done };
}

export function ComposePage(props: Props) {
  const { doors, lang, opened } = props;
  const words = wordsOf(lang);
  const letter = useLetter(props);
  const { subject, shared, fault, busy, input } = letter;
  return (
    <div className="elp">
      <div className="elp-main">
        <Told label={words.empty} list={opened.empty} />
        <Told label={words.broken} list={opened.broken} />
        <Told label={words.missing} list={opened.missing} />
        <label className="elp-field">
          <span>{words.subject}</span>
          <input
            value={subject}
            maxLength={200}
            onChange={(event) => letter.setSubject(event.target.value)}
          />
        </label>
        <Editor
          value={opened.body}
          groups={NONE}
          lang={lang}
          label={words.body}
          invalid={fault !== ''}
          doors={doors}
          guided={false}
          onChange={letter.setBody}
        />
        {opened.portal && <Sharing words={words} shared={shared} set={letter.setShared} />}
        {fault && (
          <p className="elp-fault" role="alert">
            {fault}
          </p>
        )}
        <div className="elp-foot">
          <button
            type="button"
            className="butAction"
            disabled={busy}
            onClick={() => void letter.done()}
          >
            {words.make}
          </button>
          <a href={opened.back}>{words.cancel}</a>
        </div>
      </div>
      <div className="elp-side">
        <Preview doors={doors} input={subject ? input : null} words={words} />
      </div>
    </div>
  );
}
