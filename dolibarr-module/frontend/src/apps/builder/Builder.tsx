/* The template editor: parts at the left, the thing itself in the middle, its properties at the right. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { check, save, type Doors, type Loaded, type Office } from './api';
import { COLLECTIONS, type CollectionName } from './collections';
import { CollectionSection } from './CollectionSection';
import { EditorContext, problemAt, type Editor } from './context';
import { EffectsSection } from './EffectsSection';
import { FieldsSection } from './FieldsSection';
import { FormsSection } from './FormsSection';
import { GeneralSection } from './GeneralSection';
import { keepDraft, keptDraft, useHistory } from './history';
import { Icon } from './Icon';
import { said, type Problem } from './model';
import { wordsOf, type Words } from './words';

type Section = 'general' | 'forms' | 'fields' | 'effects' | CollectionName;

const SECTIONS: Array<{ name: Section; icon: string }> = [
  { name: 'general', icon: 'settings' },
  { name: 'steps', icon: 'route' },
  { name: 'pieces', icon: 'file-text' },
  { name: 'forms', icon: 'forms' },
  { name: 'fields', icon: 'pencil' },
  { name: 'groups', icon: 'folders' },
  { name: 'tabs', icon: 'layout-list' },
  { name: 'tasks', icon: 'checkbox' },
  { name: 'statuses', icon: 'tag' },
  { name: 'transitions', icon: 'arrows-exchange' },
  { name: 'effects', icon: 'bolt' },
  { name: 'tags', icon: 'tags' },
  { name: 'columns', icon: 'layout-kanban' },
];

const GENERAL = ['label', 'description', 'client_description', 'client_kinds', 'nature', 'family'];

function wrongIn(problems: Problem[], section: Section): boolean {
  if (section === 'general')
    return (
      problems.some(
        (problem) =>
          !/^(steps|pieces|forms|fields|groups|tabs|tasks|statuses|transitions|effects|tags|columns)\b/.test(
            problem.path,
          ),
      ) || GENERAL.some((key) => problemAt(problems, key) !== undefined)
    );
  return problems.some((problem) => problem.path.startsWith(section));
}

function Outline({
  editor,
  section,
  onSection,
}: {
  editor: Editor;
  section: Section;
  onSection: (section: Section) => void;
}) {
  return (
    <nav className="elb-outline" aria-label={said(editor.template.label, editor.lang)}>
      {SECTIONS.map(({ name, icon }) => {
        const items = name === 'general' ? undefined : editor.template[name];
        return (
          <button
            key={name}
            type="button"
            aria-current={section === name ? 'page' : undefined}
            onClick={() => onSection(name)}
          >
            <Icon name={icon} size={17} />
            <span>{editor.words[name]}</span>
            {wrongIn(editor.problems, name) ? (
              <em className="elb-dotwrong" title={editor.words.problems} />
            ) : (
              items !== undefined && <small>{items.length}</small>
            )}
          </button>
        );
      })}
    </nav>
  );
}

type Saving = 'idle' | 'saving' | 'saved' | 'failed' | 'conflict';

type BarProps = {
  editor: Editor;
  dirty: boolean;
  saving: Saving;
  onSave: () => void;
};

function problemsText(problems: Problem[], words: Words): string {
  if (problems.length === 0) return words.allGood;
  return problems.length === 1 ? words.problemOne : `${problems.length} ${words.problems}`;
}

function Bar({ editor, dirty, saving, onSave }: BarProps) {
  const { words, history, problems } = editor;
  const said = saving === 'saving' ? words.saving : dirty ? words.unsaved : words.saved;
  return (
    <div className="elb-bar">
      <span className="elb-state" data-wrong={problems.length > 0 || undefined} role="status">
        <Icon name={problems.length ? 'alert-triangle' : 'circle-check'} size={16} />
        {problemsText(problems, words)}
      </span>
      <span className="elb-quiet">{said}</span>
      <span className="elb-grow" />
      <button
        type="button"
        className="elb-round"
        aria-label={words.undo}
        title={`${words.undo} (Ctrl+Z)`}
        disabled={!history.canUndo}
        onClick={history.undo}
      >
        <Icon name="arrow-back-up" />
      </button>
      <button
        type="button"
        className="elb-round"
        aria-label={words.redo}
        disabled={!history.canRedo}
        onClick={history.redo}
      >
        <Icon name="arrow-forward-up" />
      </button>
      <button
        type="button"
        className="elb-primary"
        disabled={!dirty || saving === 'saving'}
        onClick={onSave}
      >
        {words.save}
      </button>
    </div>
  );
}

/* What the core says of the template, a moment after the last change. */
function useCheck(office: Office, template: Editor['template']): Problem[] {
  const [problems, setProblems] = useState<Problem[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      check(office, template, stop.signal).then(setProblems, () => undefined);
    }, 350);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [office, template]);
  return problems;
}

function useSaving(office: Office, loaded: Loaded, template: Editor['template']) {
  const [version, setVersion] = useState(loaded.version);
  const [stored, setStored] = useState(loaded.body);
  const [saving, setSaving] = useState<Saving>('idle');
  const [message, setMessage] = useState('');
  const dirty = template !== stored;
  useEffect(() => {
    keepDraft(loaded.body.code, version, dirty ? template : null);
    const ask = (event: BeforeUnloadEvent): void => {
      if (dirty) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [loaded.body.code, version, dirty, template]);
  const run = async (): Promise<void> => {
    setSaving('saving');
    setMessage('');
    try {
      const next = await save(office, template, version);
      keepDraft(loaded.body.code, version, null);
      setVersion(next);
      setStored(template);
      setSaving('saved');
    } catch (error) {
      const key = (error as { key?: string }).key ?? '';
      setSaving(key.startsWith('conflict') ? 'conflict' : 'failed');
      setMessage(error instanceof Error ? error.message : '');
    }
  };
  return { dirty, saving, message, save: () => void run() };
}

function Middle({ section }: { section: Section }) {
  if (section === 'general') return <GeneralSection />;
  if (section === 'forms') return <FormsSection />;
  if (section === 'fields') return <FieldsSection />;
  if (section === 'effects') return <EffectsSection />;
  return <CollectionSection collection={COLLECTIONS[section]} />;
}

export function Builder({
  office,
  doors,
  loaded,
  lang,
}: {
  office: Office;
  doors: Doors;
  loaded: Loaded;
  lang: string;
}) {
  const words = wordsOf(lang);
  const draft = useRef(keptDraft(loaded.body.code, loaded.version));
  const [found, setFound] = useState(draft.current !== null);
  const history = useHistory(draft.current ?? loaded.body);
  const [section, setSection] = useState<Section>('steps');
  const template = history.now;
  const problems = useCheck(office, template);
  const { dirty, saving, message, save: store } = useSaving(office, loaded, template);
  const editor = useMemo<Editor>(
    () => ({ history, template, words, lang, lists: loaded.lists, problems, locked: false, doors }),
    [history, template, words, lang, loaded.lists, problems, doors],
  );
  return (
    <EditorContext.Provider value={editor}>
      <div className="elb">
        <Bar editor={editor} dirty={dirty} saving={saving} onSave={store} />
        {found && (
          <p className="elb-notice">
            {words.draftBack}{' '}
            <button
              type="button"
              onClick={() => {
                history.reset(loaded.body);
                setFound(false);
              }}
            >
              {words.forget}
            </button>
          </p>
        )}
        {(saving === 'failed' || saving === 'conflict') && (
          <p className="elb-notice elb-bad" role="alert">
            {saving === 'conflict' ? words.conflict : `${words.failed} ${message}`}
          </p>
        )}
        <div className="elb-body">
          <Outline editor={editor} section={section} onSection={setSection} />
          <Middle section={section} />
        </div>
      </div>
    </EditorContext.Provider>
  );
}
