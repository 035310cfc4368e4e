/* What the page gives: the form as case.form answered it, where to store it, the page's words. */
import type { FieldDef, PageDef } from '@/components/form/types';
import type { Deposited, Place } from '../islands/upload';

export type Words = {
  save: string;
  draft: string;
  cancel: string;
  check: string;
  failed: string;
  saved: string;
  draftSaved: string;
  noFile: string;
  deposit: string;
  depositMore: string;
  remove: string;
  sending: string;
  conflict: string;
  yours: string;
  theirs: string;
  sendChosen: string;
  noAnswer: string;
  other: string;
};

export type Opened = {
  program: string;
  form?: { label: string; pages: PageDef[] };
  fields?: Array<FieldDef & { group?: string }>;
  groups?: Array<{ code: string; label: string }>;
  answers: Record<string, unknown>;
  answered: boolean;
  facts: Record<string, string | number | boolean>;
  /* Operation, its fixed input and the member that the answers go in. */
  op: string;
  input: Record<string, unknown>;
  member: 'answers' | 'fields';
  draft: boolean;
  /* May sensitive values be shown in clear? */
  reveal?: boolean;
  /* Files that are answers, where each is read (its number comes last), and what new ones hang on. */
  files?: Deposited[];
  fileUrl?: string;
  place?: Place;
  uploadUrl?: string;
  /* Part of a form of the page: name of the input that carries the answers; what the server refused. */
  carrier?: string;
  refused?: Array<{ field: string; message: string }>;
  lang: string;
  words: Words;
  sentences: Record<string, string>;
};

/* Fields of a case stand in groups: each is a page of its own here. */
export function pagesOf(opened: Opened): PageDef[] {
  if (opened.form) return opened.form.pages;
  const groups = [...(opened.groups ?? []), { code: '', label: opened.words.other }];
  const pages = groups
    .map((group) => ({
      code: `group:${group.code}`,
      label: group.label,
      fields: (opened.fields ?? []).filter((field) => (field.group ?? '') === group.code),
    }))
    .filter((page) => page.fields.length > 0);
  /* "Others" says nothing where there is nothing else. */
  const alone = pages.length === 1 && pages[0]?.code === 'group:';
  return alone ? pages.map((page) => ({ ...page, label: '' })) : pages;
}
