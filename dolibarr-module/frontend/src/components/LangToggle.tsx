/* The other language, in its own words, for who is not signed in yet. */
import { useTranslation } from 'react-i18next';
import { changeLang } from '@/lib/i18n';
import style from './LangToggle.module.css';

export function LangToggle() {
  const { i18n } = useTranslation();
  const other = i18n.language === 'en' ? 'fr' : 'en';
  return (
    <button
      type="button"
      className={style.toggle}
      lang={other}
      onClick={() => void changeLang(other)}
    >
      {other === 'en' ? 'English' : 'Français'}
    </button>
  );
}
