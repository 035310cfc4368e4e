/* Language of the account, appearance of this device (PLAT-04). Both apply at once. */
import { useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import { Choice } from '@/components/Choice';
import { toProblem } from '@/lib/api/problem';
import type { Lang } from '@/lib/format';
import { changeLang } from '@/lib/i18n';
import { sayProblem } from '@/lib/i18n/problem';
import { toast } from '@/lib/toast';
import { useChangeLang } from '../api/change-lang';
import style from './Preferences.module.css';

export function Preferences({ lang }: { lang: Lang }) {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const save = useChangeLang();
  const shown: Lang = i18n.language === 'en' ? 'en' : 'fr';

  const choose = (next: Lang): void => {
    void changeLang(next);
    save.mutate(next, {
      onSuccess: () => toast(i18n.t('profile.langSaved')),
      onError: async (error) => {
        void changeLang(lang);
        toast(await sayProblem(toProblem(error)), 'error');
      },
    });
  };

  const icon = { size: 18, 'aria-hidden': true } as const;
  return (
    <Card title={t('profile.preferences')}>
      <div className={style.choices}>
        <Choice
          label={t('profile.language')}
          value={shown}
          onChange={choose}
          options={[
            { value: 'fr', label: t('profile.french'), lang: 'fr' },
            { value: 'en', label: t('profile.english'), lang: 'en' },
          ]}
        />
        <Choice
          label={t('profile.theme')}
          value={colorScheme}
          onChange={setColorScheme}
          options={[
            { value: 'auto', label: t('profile.themeAuto'), icon: <IconDeviceDesktop {...icon} /> },
            { value: 'light', label: t('profile.themeLight'), icon: <IconSun {...icon} /> },
            { value: 'dark', label: t('profile.themeDark'), icon: <IconMoon {...icon} /> },
          ]}
        />
      </div>
    </Card>
  );
}
