/* The few sentences that differ between a request and the answers to a step's form. */
import { useTranslation } from 'react-i18next';
import type { Guide } from './use-guide';

type Word = 'review' | 'send' | 'sendLater';

export function useGuideWord(guide: Guide): (word: Word) => string {
  const { t } = useTranslation('work');
  const step = guide.draft.step !== undefined;
  return (word) => (step ? t(`answers.${word}`) : t(`guide.${word}`));
}
