/* A new password, twice, with the rules ticked off while typing; what the service refused stays visible. */
import { PasswordInput } from '@mantine/core';
import { IconCheck, IconPointFilled, IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '@/lib/api/problem';
import { refusedRules, unmetRules, type Rule } from '@/lib/password';
import style from './PasswordFields.module.css';

export type NewPassword = { value: string; confirm: string };

type Props = {
  label: string;
  value: NewPassword;
  onChange: (value: NewPassword) => void;
  min: number;
  personal: string[];
  problem: Problem | null;
  /* Set once the person tried to send: unmet rules turn from advice into errors. */
  checked: boolean;
};

export function passwordReady(value: NewPassword, min: number, personal: string[]): boolean {
  return unmetRules(value.value, min, personal).length === 0 && value.value === value.confirm;
}

function useRuleText(min: number): Record<Rule, string> {
  const { t } = useTranslation();
  return {
    min_length: t('password.ruleLength', { count: min }),
    families: t('password.ruleMix'),
    personal: t('password.rulePersonal'),
    common: t('password.ruleCommon'),
    reused: t('password.ruleReused'),
  };
}

function Rules({
  id,
  rules,
  unmet,
  text,
  strict,
}: {
  id: string;
  rules: Rule[];
  unmet: Rule[];
  text: Record<Rule, string>;
  strict: boolean;
}) {
  const { t } = useTranslation();
  return (
    <ul id={id} className={style.rules} aria-label={t('password.rules')}>
      {rules.map((rule) => {
        const met = !unmet.includes(rule);
        const state = met ? 'met' : strict ? 'failed' : 'open';
        const Icon = met ? IconCheck : strict ? IconX : IconPointFilled;
        return (
          <li key={rule} data-state={state}>
            <Icon size={16} aria-hidden="true" />
            <span>
              {text[rule]}
              <span className="sr-only">, {t(met ? 'password.met' : 'password.unmet')}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

export function PasswordFields(props: Props) {
  const { label, value, onChange, min, personal, problem, checked } = props;
  const { t } = useTranslation();
  const id = useId();
  const [refusedValue, setRefusedValue] = useState('');
  const [lastProblem, setLastProblem] = useState<Problem | null>(null);
  if (problem !== lastProblem) {
    setLastProblem(problem);
    setRefusedValue(value.value);
  }
  const refused =
    problem?.key === 'password.policy' && refusedValue === value.value
      ? refusedRules({ ...problem.params, ...problem.errors[0]?.params })
      : [];
  const unmet = [...new Set([...unmetRules(value.value, min, personal), ...refused])];
  const rules: Rule[] = ['min_length', 'families', 'personal'];
  for (const rule of refused) if (!rules.includes(rule)) rules.push(rule);
  const mismatch =
    value.confirm !== '' &&
    value.confirm !== value.value &&
    (checked || !value.value.startsWith(value.confirm));

  return (
    <div className={style.fields}>
      <PasswordInput
        label={label}
        description={t('password.idea')}
        name="new-password"
        autoComplete="new-password"
        required
        value={value.value}
        onChange={(event) => onChange({ ...value, value: event.currentTarget.value })}
        error={checked && unmet.length > 0 ? t('password.notYet') : undefined}
        visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
        aria-describedby={`${id}-rules`}
      />
      <Rules
        id={`${id}-rules`}
        rules={rules}
        unmet={unmet}
        text={useRuleText(min)}
        strict={checked || refused.length > 0}
      />
      <PasswordInput
        label={t('password.confirm')}
        name="confirm-password"
        autoComplete="new-password"
        required
        value={value.confirm}
        onChange={(event) => onChange({ ...value, confirm: event.currentTarget.value })}
        error={mismatch ? t('password.mismatch') : undefined}
        visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
      />
    </div>
  );
}
