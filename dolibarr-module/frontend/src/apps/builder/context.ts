/* What every part of the editor reads: the template, its words, its lists and the way to change it. */
import { createContext, useContext } from 'react';
import type { Doors } from './api';
import type { History } from './history';
import { said, type Choice, type Lists, type Problem, type Template } from './model';
import type { EffectChoices } from './lines';
import { CHOICE, named, type Words } from './words';

export type Editor = {
  history: History;
  template: Template;
  words: Words;
  lang: string;
  lists: Lists;
  problems: Problem[];
  locked: boolean;
  doors: Doors;
};

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error('no editor');
  return editor;
}

type Named = { code: string; label?: unknown };
export const choicesOf = (items: Named[] | undefined, lang: string): Choice[] =>
  (items ?? []).map((item) => ({
    code: item.code,
    label: said(item.label as never, lang) || item.code,
  }));

export const choices = (codes: readonly string[], lang: string, prefix = ''): Choice[] =>
  codes.map((code) => ({ code, label: named(CHOICE, prefix + code, lang) }));

export function rolesOf({ template, lists, lang }: Editor): Choice[] {
  const codes = (template['roles'] as string[] | undefined) ?? [];
  const known = lists['case_roles'] ?? [];
  const picked = known.filter((role) => codes.includes(role.code));
  return picked.length ? picked : known.length ? known : choices(['lead'], lang);
}

export function effectChoices(editor: Editor): EffectChoices {
  const { template, lang, lists } = editor;
  const dates = (template.fields ?? []).filter((f) => f.type === 'date' || f.type === 'moment');
  return {
    people: [
      ...choices(['client', 'lead'], lang),
      { code: 'team', label: lang === 'en' ? 'Team' : 'Équipe' },
      ...(lists['case_roles'] ?? [])
        .filter((role) => role.code !== 'lead')
        .map((role) => ({ code: `role:${role.code}`, label: role.label })),
    ],
    statuses: template.statuses?.length
      ? choicesOf(template.statuses, lang)
      : (lists['statuses'] ?? []),
    tasks: choicesOf(template.tasks, lang),
    pieces: choicesOf(template.pieces, lang),
    dates: choicesOf(dates, lang),
    steps: choicesOf(template.steps, lang),
    jobs: choices(['archive', 'mirror', 'remind'], lang),
  };
}

export const join = (...parts: Array<string | number>): string =>
  parts.filter((part) => part !== '').join('/');

/* The sentence about one value: "steps/2/label" and what lies under it. */
export const problemAt = (problems: Problem[], path: string): string | undefined =>
  problems.find((problem) => problem.path === path || problem.path.startsWith(`${path}/`))?.message;
