/*
 * The sentence for a failure. The service answers with one in the reader's language; the portal's own list covers
 * what never reached it (no network) and keys that a field carries alone. The list is fetched at the first failure.
 */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldError, Problem } from '../api/problem';
import type { Lang } from '../format';

type Sentences = Record<string, string>;

const loaded: Partial<Record<Lang, Sentences>> = {};

async function sentences(lang: Lang): Promise<Sentences> {
  const known = loaded[lang];
  if (known) return known;
  const file =
    lang === 'en' ? import('@/locales/en/errors.json') : import('@/locales/fr/errors.json');
  const list: Sentences = (await file).default;
  loaded[lang] = list;
  return list;
}

/* Outside a component (a toast): the sentence once the list is there. */
export async function sayProblem(problem: Problem): Promise<string> {
  const lang: Lang = document.documentElement.lang === 'en' ? 'en' : 'fr';
  return sentenceOf(await sentences(lang).catch(() => ({})), lang, problem);
}

/* What must be sayable when even the list cannot be fetched. */
const LAST_RESORT: Record<Lang, string> = {
  fr: 'La demande n’a pas pu aboutir. Vérifiez votre connexion, puis réessayez.',
  en: 'The request could not be completed. Check your connection, then try again.',
};

export function fill(text: string, params: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) => params[name] ?? all);
}

export function sentenceOf(
  list: Sentences,
  lang: Lang,
  problem: Pick<Problem, 'key' | 'title' | 'params'>,
): string {
  if (problem.title) return problem.title;
  const text = list[problem.key] ?? list['portal.refused'] ?? LAST_RESORT[lang];
  return fill(text, problem.params);
}

type Say = {
  problem: (problem: Problem | null | undefined) => string;
  field: (error: FieldError | undefined) => string;
};

/* Loads the list as soon as `active`, so that a sentence is there when it is shown. */
export function useSentences(active: boolean): Say {
  const { i18n } = useTranslation();
  const lang: Lang = i18n.language === 'en' ? 'en' : 'fr';
  const [list, setList] = useState<Sentences>(() => loaded[lang] ?? {});
  useEffect(() => {
    let alive = true;
    if (!active) return undefined;
    void sentences(lang)
      .then((found) => alive && setList(found))
      .catch(() => undefined);
    return () => {
      alive = false;
    };
  }, [lang, active]);
  return {
    problem: (problem) => (problem ? sentenceOf(list, lang, problem) : ''),
    field: (error) =>
      error
        ? sentenceOf(list, lang, {
            key: error.key,
            title: error.detail ?? '',
            params: error.params,
          })
        : '',
  };
}
