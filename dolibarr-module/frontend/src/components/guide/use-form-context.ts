/* What the drawing of a form needs from the portal: words, language, sentences, files. */
import { createElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormContext, FormWords } from '@/components/form/FormPage';
import { revealOf } from '@/lib/api/reveal';
import { useSentences } from '@/lib/i18n/problem';
import type { Guide } from './use-guide';
import { FileField, type FileHost } from './FileField';

const WORDS = [
  'required',
  'optional',
  'yes',
  'no',
  'choose',
  'add',
  'remove',
  'none',
  'street',
  'zip',
  'town',
  'country',
  'reveal',
  'hide',
  'replace',
  'hidden',
] as const;

export function useFormWords(): FormWords {
  const { t } = useTranslation('work');
  return useMemo(
    () => Object.fromEntries(WORDS.map((word) => [word, t(`guide.${word}`)])) as FormWords,
    [t],
  );
}

export function useFormContext(guide: Guide): FormContext {
  const { i18n } = useTranslation('work');
  const say = useSentences(true);
  const words = useFormWords();
  const { draft, files, handle } = guide;
  const host: FileHost = {
    client: draft.client,
    known: draft.files,
    value: handle.value,
    queue: files.queue,
    remove: files.remove,
  };
  return {
    form: guide.handle,
    lang: i18n.language,
    words,
    file: (props) => createElement(FileField, { ...props, host }),
    reveal: revealOf(draft.client),
    sentence: (problem) => say.field({ field: '', key: problem.key, params: problem.params }),
  };
}
